"""What a vacancy asks for: skills, licences, languages and years, from its fields and from its free text. Pure."""
