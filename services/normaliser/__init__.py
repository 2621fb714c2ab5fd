"""The normaliser: turns what sources write into occupations, licences and skills."""
