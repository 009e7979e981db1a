"""Companies' climate disclosures: ingest, model, validate, publish."""
