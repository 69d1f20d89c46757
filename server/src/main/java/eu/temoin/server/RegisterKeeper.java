package eu.temoin.server;

import eu.temoin.centre.PastRegisters;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Register;
import eu.temoin.gateway.Mode;
import eu.temoin.gateway.SiteInForce;
import eu.temoin.register.Difference;
import eu.temoin.register.Problem;
import eu.temoin.register.RegisterCanonical;
import eu.temoin.register.RegisterComparison;
import eu.temoin.register.RegisterReader;
import eu.temoin.register.RegisterReading;
import eu.temoin.register.RevisionStore;
import eu.temoin.register.RevisionStoreException;
import eu.temoin.register.Succession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which register is in force: the file's, or the frozen copy of the last revision where the file must not take
 * its place. A bad file never replaces a good register.
 *
 * <ul>
 *   <li>No revision is frozen yet: the file is in force, and becomes the frozen copy of its revision.
 *   <li>The file has a newer revision that may follow: the same.
 *   <li>The file says something else under the same revision: a draft. The frozen copy is enforced, and the difference
 *       is said. While no choice is recorded, nobody was shown the frozen copy, and the file takes its place.
 *   <li>The file is refused: what was in force stays.
 *   <li>The date of a published revision lies ahead: the one before stays in force until that day begins in the site's
 *       zone.
 *   <li>In observe mode nothing is frozen: nobody is asked anything.
 * </ul>
 */
final class RegisterKeeper implements Management.Operations {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterKeeper.class);
    private static final int DIFFERENCES_SAID_MAX = 20;

    private final Path file;
    private final RegisterReader reader;
    private final Mode mode;
    private final TokenKeys keys;
    private final String reportPath;
    private final RevisionStore revisions;
    private final BooleanSupplier choicesRecorded;
    private final UnaryOperator<Register> adjustment;
    private final FrozenRegisters past;
    private final InstantSource clock;

    private volatile @Nullable SiteInForce inForce;

    /** As it is frozen, without the adjustment. */
    private volatile @Nullable Register current;

    private volatile @Nullable Register next;
    private @Nullable Publisher publisher;
    private volatile boolean draft;
    private volatile String problem = "";

    /**
     * @param revisions where revisions are frozen
     * @param choicesRecorded whether anybody chose anything yet
     * @param adjustment of what was read, for the demo's ports
     * @param clock for the day on which a revision comes into force
     */
    RegisterKeeper(
            Path file,
            RegisterReader reader,
            Mode mode,
            TokenKeys keys,
            String reportPath,
            RevisionStore revisions,
            BooleanSupplier choicesRecorded,
            UnaryOperator<Register> adjustment,
            InstantSource clock) {
        this.file = file;
        this.reader = reader;
        this.mode = mode;
        this.keys = keys;
        this.reportPath = reportPath;
        this.revisions = revisions;
        this.choicesRecorded = choicesRecorded;
        this.adjustment = adjustment;
        this.clock = clock;
        this.past = new FrozenRegisters(reader, revisions, adjustment);
    }

    /** The registers of the revisions before the one in force. */
    PastRegisters past() {
        return past;
    }

    /** The register in force; {@link #load} came before. */
    SiteInForce site() {
        SiteInForce site = inForce;
        if (site == null) {
            throw new IllegalStateException("no register was loaded");
        }
        return site;
    }

    /** The register in force as it is frozen; {@link #load} came before. */
    Register register() {
        Register register = current;
        if (register == null) {
            throw new IllegalStateException("no register was loaded");
        }
        return register;
    }

    /** The register of a revision that is published and not in force yet. */
    Optional<Register> next() {
        return Optional.ofNullable(next);
    }

    @Override
    public boolean isDue() {
        Register ahead = next;
        return ahead != null && !isAhead(ahead);
    }

    private boolean isAhead(Register register) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), register.site().zone());
        return register.revision().date().isAfter(today);
    }

    /** Who publishes; without one, nobody does. */
    synchronized void publishWith(Publisher chosen) {
        publisher = chosen;
    }

    @Override
    public synchronized Publisher.Answer publish(Publisher.Request request) {
        Publisher chosen = publisher;
        if (chosen == null || mode == Mode.OBSERVE) {
            return new Publisher.Answer(
                    "publish-observe", "This server only observes: nobody is asked, so nothing is published.\n");
        }
        Publisher.Answer answer = chosen.publish(request);
        reload();
        return answer;
    }

    boolean isDraft() {
        return draft;
    }

    /** Why the file is not in force; empty where it is, or where it is a draft. */
    String problem() {
        return problem;
    }

    /**
     * The first register.
     *
     * @throws Failure where the file is refused and no revision is frozen: there is nothing to enforce
     */
    synchronized void load() {
        Outcome outcome = reload();
        if (inForce == null) {
            throw Failure.no("temoin-register", outcome.message());
        }
    }

    @Override
    public synchronized Outcome reload() {
        Optional<Register> frozen = frozen();
        RegisterReading reading = read();
        if (reading instanceof RegisterReading.Rejected rejected) {
            return keep(frozen, Problem.render(rejected.problems()));
        }
        RegisterReading.Accepted accepted = (RegisterReading.Accepted) reading;
        if (mode == Mode.OBSERVE || frozen.isEmpty()) {
            return enforce(accepted.register(), mode == Mode.ENFORCE);
        }
        return switch (RegisterComparison.compare(frozen.get(), accepted)) {
            case Succession.Same same -> enforce(accepted.register(), false);
            case Succession.Next following -> enforce(accepted.register(), true);
            case Succession.Draft changed -> draft(frozen.get(), accepted.register(), changed.differences());
            case Succession.Refused refused -> keep(frozen, Problem.render(refused.problems()));
        };
    }

    private RegisterReading read() {
        return EnforcementChecks.checked(reader.read(file), reportPath);
    }

    /** The last frozen revision; empty where there is none, or where the store cannot say. */
    private Optional<Register> frozen() {
        try {
            return revisions.latest().flatMap(copy -> {
                RegisterReading reading = reader.read(copy);
                return reading instanceof RegisterReading.Accepted accepted
                        ? Optional.of(accepted.register())
                        : unreadable(copy.number());
            });
        } catch (RevisionStoreException unavailable) {
            LOG.atWarn()
                    .addKeyValue("stage", "register")
                    .log("frozen revisions cannot be read, the file is taken as it is: {}", unavailable.getMessage());
            Register known = next == null ? current : next;
            return Optional.ofNullable(known);
        }
    }

    private static Optional<Register> unreadable(int number) {
        LOG.atError()
                .addKeyValue("stage", "register")
                .log(
                        "the frozen copy of revision {} cannot be read by this version; the file is taken as it is",
                        number);
        return Optional.empty();
    }

    private Outcome draft(Register frozen, Register changed, List<Difference> differences) {
        boolean nobodyWasShown = frozen.revision().number() == 1 && !choicesRecorded.getAsBoolean();
        if (nobodyWasShown) {
            return enforce(changed, true);
        }
        settle(frozen);
        draft = true;
        problem = "";
        StringBuilder message = new StringBuilder("The file differs from revision ")
                .append(frozen.revision().number())
                .append(", which stays in force until `publish` makes it the next:\n");
        differences.stream()
                .limit(DIFFERENCES_SAID_MAX)
                .forEach(difference -> message.append("  ").append(difference).append('\n'));
        if (differences.size() > DIFFERENCES_SAID_MAX) {
            message.append("  and ")
                    .append(differences.size() - DIFFERENCES_SAID_MAX)
                    .append(" more\n");
        }
        LOG.atWarn().addKeyValue("stage", "register").log("{}", message);
        return new Outcome(false, message.toString());
    }

    private Outcome enforce(Register register, boolean freeze) {
        if (freeze) {
            try {
                revisions.freeze(new RevisionStore.Frozen(
                        register.revision().number(),
                        new String(RegisterCanonical.bytes(register), StandardCharsets.UTF_8)));
            } catch (RevisionStoreException unavailable) {
                LOG.atWarn()
                        .addKeyValue("stage", "register")
                        .log(
                                "revision {} could not be frozen: {}",
                                register.revision().number(),
                                unavailable.getMessage());
            }
        }
        settle(register);
        draft = false;
        problem = "";
        int number = register().revision().number();
        LOG.atInfo()
                .addKeyValue("stage", "register")
                .addKeyValue("site", register.site().id())
                .addKeyValue("revision", number)
                .log("the register is in force");
        String ahead = next().map(later -> " " + describe(later) + '.').orElse("");
        return new Outcome(true, "Revision " + number + " is in force." + ahead);
    }

    /** A revision that lies ahead, in words. */
    static String describe(Register later) {
        return "Revision " + later.revision().number() + " comes into force on "
                + later.revision().date();
    }

    /** Puts a published register in force, or the one before it until its day. */
    private void settle(Register published) {
        if (mode == Mode.OBSERVE || !isAhead(published)) {
            put(published);
            next = null;
            return;
        }
        Optional<Register> before = before(published.revision().number());
        if (before.isEmpty() && published.revision().number() > 1) {
            LOG.atWarn()
                    .addKeyValue("stage", "register")
                    .log(
                            "revision {} is dated {} and is in force now: no copy of an earlier one is kept here",
                            published.revision().number(),
                            published.revision().date());
        }
        put(before.orElse(published));
        next = before.isPresent() ? published : null;
    }

    /** The last register before that number whose day has come. */
    private Optional<Register> before(int number) {
        for (int earlier = number - 1; earlier >= 1; earlier--) {
            Register known = current;
            Optional<Register> found =
                    known != null && known.revision().number() == earlier ? Optional.of(known) : past.frozen(earlier);
            if (found.isPresent() && !isAhead(found.get())) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Outcome keep(Optional<Register> frozen, String why) {
        frozen.ifPresent(this::settle);
        problem = "the file was refused; revision "
                + (inForce == null ? "none" : site().register().revision().number()) + " stays in force";
        LOG.atError().addKeyValue("stage", "register").log("the register was refused:\n{}", why);
        return new Outcome(false, why);
    }

    private void put(Register register) {
        past.refresh(register.revision().number());
        current = register;
        inForce = SiteInForce.of(Decider.of(adjustment.apply(register)), mode, keys.verifying());
    }
}
