"""What an address tells by itself, without asking anybody: where a data set lives, what opens a notebook."""

from urllib.parse import quote, urlsplit

DATA_HOSTS = {
    "kaggle.com": "Kaggle",
    "openml.org": "OpenML",
    "archive.ics.uci.edu": "UCI",
    "huggingface.co": "Hugging Face",
    "zenodo.org": "Zenodo",
    "data.europa.eu": "European data portal",
    "data.gov": "Data.gov",
    "physionet.org": "PhysioNet",
    "registry.opendata.aws": "Open data on AWS",
}
"""Host, its subdomains included → how people call it."""
NOTEBOOK_PARTS = 5
"""owner / repository / blob / branch / path ..."""


def host(url: str) -> str:
    """The host of an address in small letters, without "www."; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # http://[
        return ""


def data_host(url: str) -> str:
    """`Kaggle`, `OpenML` and so on for the address of a data set there; empty for any other place."""
    where = host(url)
    return next((name for known, name in DATA_HOSTS.items() if where == known or where.endswith(f".{known}")), "")


def colab(url: str) -> str:
    """The address that opens a notebook of GitHub in Colab; empty for everything else."""
    if host(url) != "github.com":
        return ""
    parts = urlsplit(url).path.strip("/").split("/")
    is_notebook = len(parts) >= NOTEBOOK_PARTS and parts[2] == "blob" and parts[-1].endswith(".ipynb")
    path = quote("/".join(parts), safe="/%")
    return f"https://colab.research.google.com/github/{path}" if is_notebook else ""
