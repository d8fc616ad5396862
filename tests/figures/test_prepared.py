from careers.figures.prepared import first_row, statement
from careers.models import User


def test_a_statement_that_comes_again_is_planned_once_and_each_time_counted(db: None, django_assert_num_queries):
    with django_assert_num_queries(7):
        answers = [first_row("SELECT %s::int * 2", number) for number in range(7)]
    assert answers == [(2 * number,) for number in range(7)]
    held = "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1::int * 2' AND %s > 0"
    assert first_row(held, 1) == (1,)


def test_a_statement_holds_its_values_and_leaves_its_parameter_open(ada: User, grace: User):
    asked = statement(User.objects.exclude(name__contains="%").filter(pk=2**40).values_list("name"), 2**40)
    assert [first_row(asked, person.pk) for person in (ada, grace)] == [(ada.name,), (grace.name,)]
