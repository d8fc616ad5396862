"""What a person does with a page, and what they read there."""

from playwright.sync_api import Locator, Page, expect

from careers import formats
from careers.figures.standing import standing_of
from careers.models import User
from tests.factories import PASSWORD

PHONE_WIDTH = 500


def press(target: Locator) -> None:
    """A click with a mouse, a tap with a finger."""
    size = target.page.viewport_size
    if size and size["width"] < PHONE_WIDTH:
        target.tap()
    else:
        target.click()


def row(page: Page, slug: str) -> Locator:
    return page.locator(f"#skill-{slug}")


def tick(page: Page, slug: str) -> Locator:
    return row(page, slug).locator(".tick")


def settled(page: Page) -> None:
    """Every mark has been answered."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def mark(page: Page, slug: str) -> None:
    """Press a row's tick and wait until the server has answered."""
    press(tick(page, slug))
    settled(page)


def open_slugs(page: Page) -> list[str]:
    """Skills of the stages that stand open, from the top."""
    rows = page.locator("details.stage[open] .skill")
    return [name.removeprefix("skill-") for name in rows.evaluate_all("rows => rows.map(row => row.id)")]


def toast(page: Page) -> Locator:
    return page.locator("#toasts .toast")


def choose_start(page: Page, role: str = "ml-engineer", background: str = "software-engineer") -> None:
    press(page.locator(f"input[name=role][value={role}]"))
    press(page.locator(f"input[name=background][value={background}]"))
    press(page.get_by_role("button", name="How many evenings?"))
    expect(page).to_have_url("/plan/start/evenings/")
    press(page.get_by_role("button", name="What do I know?"))
    expect(page).to_have_url("/plan/start/skills/")


def sign_up(page: Page, email: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page.get_by_role("button", name="Create my account"))


def log_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    press(page.get_by_role("button", name="Log in", exact=True))


def figures(page: Page) -> list[str]:
    """What is covered and what is left, as they are read; readiness, which opens into its parts, has its own tests."""
    values = page.locator(".figure:not(:has(a)) .figure__value").all_inner_texts()
    return [text.replace("\xa0", " ") for text in values]


def expected_figures(user: User) -> list[str]:
    total = standing_of(user).total
    return [f"{total.percent}%", formats.hours(total.left_minutes).replace("\xa0", " ")]
