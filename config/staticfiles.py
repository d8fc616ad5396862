from whitenoise.storage import CompressedManifestStaticFilesStorage


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    pass
