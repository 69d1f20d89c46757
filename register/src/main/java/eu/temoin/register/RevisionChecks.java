package eu.temoin.register;

import eu.temoin.consent.Revision;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whether the revisions follow each other, and every {@code since} names a material one. */
final class RevisionChecks {
    private final Problems problems;

    RevisionChecks(Problems problems) {
        this.problems = problems;
    }

    void check(Draft draft) {
        List<Draft.RevisionDraft> revisions = draft.revisions();
        Optional<LocalDate> before = Optional.empty();
        for (int i = 0; i < revisions.size(); i++) {
            Draft.RevisionDraft revision = revisions.get(i);
            checkNumber(revision.number(), i + 1);
            checkDate(revision.date(), before);
            before = revision.date().value().or(() -> Optional.empty());
        }
        if (!revisions.isEmpty()) {
            Field<Revision.Kind> kind = revisions.getFirst().kind();
            kind.value()
                    .filter(k -> k != Revision.Kind.MATERIAL)
                    .ifPresent(k -> problems.add(
                            Code.FIRST_REVISION,
                            kind.place(),
                            "the first revision cannot be editorial: nothing was agreed to before it",
                            "write `kind: material`"));
        }
        draft.categories().forEach(c -> checkSince(c.since(), revisions));
        draft.providers().forEach(p -> checkSince(p.since(), revisions));
    }

    private void checkNumber(Field<Integer> number, int expected) {
        number.value()
                .filter(n -> n != expected)
                .ifPresent(n -> problems.add(
                        Code.REVISION_NUMBER,
                        number.place(),
                        "this is revision " + n + ", and " + expected + " comes here",
                        "number the revisions 1, 2, 3 …, the newest last"));
    }

    private void checkDate(Field<LocalDate> date, Optional<LocalDate> before) {
        date.value()
                .filter(d -> before.isPresent() && d.isBefore(before.get()))
                .ifPresent(d -> problems.add(
                        Code.REVISION_DATE,
                        date.place(),
                        d + " lies before " + before.orElseThrow() + ", the date of the revision above",
                        "list the revisions from the oldest to the newest"));
    }

    private void checkSince(Field<Integer> since, List<Draft.RevisionDraft> revisions) {
        if (since.value().isEmpty() || revisions.isEmpty()) {
            return;
        }
        int number = since.checked();
        if (number > revisions.size()) {
            problems.add(
                    Code.SINCE_UNKNOWN,
                    since.place(),
                    "there is no revision " + number,
                    "name a revision from 1 to " + revisions.size());
            return;
        }
        boolean isEditorial = revisions
                .get(number - 1)
                .kind()
                .value()
                .filter(k -> k == Revision.Kind.EDITORIAL)
                .isPresent();
        // The first revision says itself that it must be material.
        if (isEditorial && number > 1) {
            problems.add(
                    Code.SINCE_EDITORIAL,
                    since.place(),
                    "revision " + number + " is editorial and asks nobody again",
                    "name the last material revision that touched this, or make that one material");
        }
    }
}
