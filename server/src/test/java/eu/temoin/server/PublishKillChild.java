package eu.temoin.server;

import eu.temoin.centre.ChoiceLog;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A process that publishes and ends at a given step, at once, as a kill does. */
final class PublishKillChild {
    static final int KILLED = 137;

    private PublishKillChild() {}

    public static void main(String[] arguments) {
        PublisherTest.Step step = PublisherTest.Step.valueOf(arguments[1]);
        PublishingSite site = new PublishingSite(Path.of(arguments[0]), SetClock.at("2026-11-24T12:00"));
        Store opened = site.open();
        RevisionStore revisions = new Ending(opened.revisions(), step);
        ChoiceLog log = (kind, record) -> opened.ledger().append(kind, record).whenComplete((result, thrown) -> {
            if (step == PublisherTest.Step.AFTER_THE_LEAF) {
                Runtime.getRuntime().halt(KILLED);
            }
        });
        RevisionLog revisionLog = new RevisionLog(RegisterFiles.reader(), revisions, log, () -> {
            throw new IllegalStateException("no choice here");
        });
        new Publisher(
                        site.file(),
                        RegisterFiles.reader(),
                        "/.temoin/report",
                        revisions,
                        revisionLog,
                        SetClock.at("2026-11-24T12:00"))
                .publish(PublishingSite.request());
        System.exit(0);
    }

    private record Ending(RevisionStore store, PublisherTest.Step step) implements RevisionStore {
        @Override
        public Optional<Frozen> latest() throws RevisionStoreException {
            return store.latest();
        }

        @Override
        public Optional<Frozen> at(int number) throws RevisionStoreException {
            return store.at(number);
        }

        @Override
        public List<Frozen> all() throws RevisionStoreException {
            return store.all();
        }

        @Override
        public List<Leaf> leaves() throws RevisionStoreException {
            return store.leaves();
        }

        @Override
        public void freeze(Frozen frozen) throws RevisionStoreException {
            if (step == PublisherTest.Step.BEFORE_FREEZING) {
                Runtime.getRuntime().halt(KILLED);
            }
            store.freeze(frozen);
            if (step == PublisherTest.Step.AFTER_FREEZING) {
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }
}
