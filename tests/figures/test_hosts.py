"""What an address tells by itself."""

import pytest

from careers.figures.hosts import colab, data_host, host


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.kaggle.com/datasets/a/b", "Kaggle"),
        ("https://www.openml.org/d/31", "OpenML"),
        ("https://archive.ics.uci.edu/dataset/2/adult", "UCI"),
        ("https://huggingface.co/datasets/a/b", "Hugging Face"),
        ("https://HuggingFace.co/datasets/a/b", "Hugging Face"),
        ("https://notkaggle.com/datasets/a", ""),
        ("https://kaggle.com.example.org/", ""),
        ("", ""),
        ("http://[", ""),
    ],
)
def test_data_sets_are_recognised_by_their_host(url: str, name: str):
    assert data_host(url) == name


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        (
            "https://github.com/ada/leaves/blob/main/a%20b/errors.ipynb",
            "https://colab.research.google.com/github/ada/leaves/blob/main/a%20b/errors.ipynb",
        ),
        ("https://github.com/ada/leaves", ""),
        ("https://github.com/ada/leaves/blob/main/errors.py", ""),
        ("https://github.com/ada/leaves/tree/main/errors.ipynb", ""),
        ("https://example.org/ada/leaves/blob/main/errors.ipynb", ""),
    ],
)
def test_notebooks_of_github_open_in_colab(url: str, opens: str):
    assert colab(url) == opens


def test_a_host_is_written_without_www():
    assert host("https://WWW.Example.org:8443/x") == "example.org"
