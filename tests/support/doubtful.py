"""Titles that nobody can be sure of. Which of them wait for a person is the classifier's to say; some always do."""

TITLES = (
    "Moniosaaja", "Robottikuiskaaja", "Kuukulkija", "Majakanvartija", "Tähtiluotsi", "Guru", "Tuotannon moniosaaja",
    "Papukaijankouluttaja", "Avaruushoitaja", "Månvandrare", "Rymdlots", "Huoneentaulunlukija", "Pilvipaimen",
    "Sumuvahti", "Arjen sankari", "Tekijä", "Osaaja", "Velho", "C++-kuiskaaja / C#-velho",
)  # fmt: skip
