"""The whole first way: from the first page to an account with progress."""

from playwright.sync_api import Page, expect

from careers.models import Plan, User
from tests.e2e import hands, truth
from tests.e2e.hands import press


def start(page: Page) -> list[str]:
    """From the first page to Today, leaving out the first two skills that are offered; answers with their titles."""
    page.goto("/")
    press(page.get_by_role("link", name="Find your starting point"))
    hands.choose_start(page)
    offered = page.locator(".offer__row:has(input)")
    for n in range(2):
        expect(offered.nth(n).locator(".offer__why")).not_to_be_empty()
        press(offered.nth(n).get_by_role("checkbox"))
    titles = offered.locator("b").all_inner_texts()[:2]
    press(page.get_by_role("button", name="See my date"))
    expect(page).to_have_url("/plan/start/date/")
    page.goto("/today/")
    return titles


def skipped_titles(user: User) -> list[str]:
    rows = user.skillstates.filter(state="skipped").order_by("skill__stage__order", "skill__order")
    return list(rows.values_list("skill__title", flat=True))


def test_from_the_first_page_to_an_account(screen: Page) -> None:
    left_out = start(screen)
    guest = User.objects.get()
    assert (guest.is_guest, guest.time_zone, Plan.of(guest).get().role.key) == (True, "Europe/Berlin", "ml-engineer")
    assert skipped_titles(guest) == left_out

    press(screen.get_by_role("link", name="Roadmap").locator("visible=true").first)
    expect(screen.get_by_role("heading", level=1)).to_have_text("Your roadmap")
    one, two, three = hands.open_slugs(screen)[:3]
    for slug in (one, two, three):
        hands.mark(screen, slug)
    press(hands.toast(screen).get_by_role("button", name="Undo"))
    expect(hands.toast(screen)).to_contain_text(": to do.")
    hands.mark(screen, two)  # a second tap takes it back
    assert truth.steps(guest, three) == ["done", "todo"]
    assert truth.steps(guest, two) == ["done", "todo"]
    assert truth.state(guest, one) == "done"
    assert hands.figures(screen) == hands.expected_figures(guest)

    screen.goto("/accounts/signup/")
    hands.sign_up(screen, "ada@example.org")
    expect(screen).to_have_url("/today/")
    expect(hands.toast(screen)).to_have_text("Your account is ready. Everything you did as a guest came along.")
    member = User.objects.get()
    assert (member.pk, member.is_guest, member.email) == (guest.pk, False, "ada@example.org")
    assert hands.figures(screen) == hands.expected_figures(member)
    assert skipped_titles(member) == left_out


def test_the_same_without_javascript(plain: Page) -> None:
    left_out = start(plain)
    guest = User.objects.get()
    assert skipped_titles(guest) == left_out

    plain.goto("/roadmap/")
    one, two, three = hands.open_slugs(plain)[:3]
    for slug in (one, two, three):
        hands.tick(plain, slug).click()
        expect(plain).to_have_url(f"/roadmap/#skill-{slug}")
        expect(hands.toast(plain)).to_contain_text(": done.")
        expect(hands.tick(plain, slug)).to_have_attribute("aria-pressed", "true")
    hands.tick(plain, three).click()
    expect(hands.toast(plain)).to_contain_text(": to do.")
    assert [truth.state(guest, slug) for slug in (one, two, three)] == ["done", "done", "todo"]
    assert hands.figures(plain) == hands.expected_figures(guest)

    plain.get_by_role("link", name="Sign up to keep it").first.click()
    hands.sign_up(plain, "ada@example.org")
    expect(plain).to_have_url("/today/")
    assert User.objects.get().pk == guest.pk
    assert hands.figures(plain) == hands.expected_figures(guest)
