package eu.temoin.centre;

import eu.temoin.consent.Change;
import eu.temoin.consent.Changes;
import eu.temoin.consent.Decider;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Register;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every layer of the register in force and of a few before it, rendered once. Thread-safe.
 *
 * <p>A form says which layer it is and the hash of what it shows. A grant is taken only if one of these registers really
 * renders to that hash: so a record never names a text that this site did not write, and needs no memory of visitors.
 */
final class Layers {
    /** Registers that are remembered: the one in force, and those that open pages may still show. */
    static final int REGISTERS_MAX = 4;

    /** Layers, and as many pieces, kept rendered for one register; past it they are rendered each time. */
    static final int RENDERED_MAX = 2_048;

    private final CentrePaths paths;
    private final PastRegisters past;
    private volatile List<OfRegister> known = List.of();

    Layers(CentrePaths paths, PastRegisters past) {
        this.paths = paths;
        this.past = past;
    }

    /** One register with what was rendered of it. */
    static final class OfRegister {
        private final Decider decider;
        private final Map<Layer, Shown> rendered = new ConcurrentHashMap<>();
        private final Map<Object, Piece> pieces = new ConcurrentHashMap<>();

        /** By the revision that is compared with; as many as {@link PastRegisters} has at hand. */
        private final Map<Integer, List<Change>> changes = new ConcurrentHashMap<>();

        OfRegister(Register register) {
            this.decider = Decider.of(register);
        }

        Decider decider() {
            return decider;
        }

        /** By identity: to compare two whole registers costs more than to render one again. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Register register) {
            return decider.register() == register;
        }
    }

    /** What {@code layer} shows under {@code register}. */
    Shown of(Register register, Layer layer) {
        OfRegister own = of(register);
        Shown found = own.rendered.get(layer);
        if (found != null) {
            return found;
        }
        Shown shown = rendered(register, layer);
        if (own.rendered.size() < RENDERED_MAX) {
            own.rendered.put(layer, shown);
        }
        return shown;
    }

    private Shown rendered(Register register, Layer layer) {
        return layer.partial().isPresent()
                ? Rendering.changed(register, paths, layer, told(register, layer))
                : Rendering.layer(register, paths, layer);
    }

    /** The banner for somebody who is asked: about what changed since their choice where that is known, else about all. */
    Shown banner(Decision decision, String language) {
        Register register = decision.register();
        Layer whole = Layer.banner(language, Variant.of(decision));
        Layer layer = changed(decision)
                .map(partial -> Layer.changed(language, whole.variant(), partial))
                .orElse(whole);
        Words words = Words.of(register, language);
        return of(register, layer).on(day(decision, words));
    }

    /** The day of the choice that stands, in words. */
    static String day(Decision decision, Words words) {
        return decision.token()
                .map(token -> words.date(token.choice().decided()))
                .orElse("");
    }

    /** What is asked about, where a choice stands that was made under a register that is known. */
    private Optional<Partial> changed(Decision decision) {
        return Partial.of(decision)
                .filter(partial -> past.recent(partial.from()).isPresent());
    }

    /** What changed since the visitor's choice, in lines; none where nothing is asked again, or nobody knows. */
    List<String> changes(Decision decision, String language) {
        return changed(decision)
                .map(partial -> told(decision.register(), Layer.changed(language, Variant.of(decision), partial)))
                .orElse(List.of());
    }

    private List<String> told(Register register, Layer layer) {
        Partial partial = layer.partial().orElseThrow();
        Optional<Register> before = past.recent(partial.from());
        if (before.isEmpty()) {
            return List.of();
        }
        List<Change> changes =
                of(register).changes.computeIfAbsent(partial.from(), from -> Changes.between(before.get(), register));
        return new ChangeWords(Words.of(register, layer.language()), before.get(), register)
                .lines(changes, partial.asked());
    }

    /**
     * Markup that is the same for many pages but for what stands in the places of {@code marks}.
     *
     * @param key what it depends on, the register apart: nothing of a visitor, nor of one page's address
     */
    Piece piece(Register register, Object key, List<String> marks, Supplier<String> markup) {
        OfRegister own = of(register);
        Piece found = own.pieces.get(key);
        if (found != null) {
            return found;
        }
        Piece made = Piece.of(markup.get(), marks);
        if (own.pieces.size() < RENDERED_MAX) {
            own.pieces.put(key, made);
        }
        return made;
    }

    Decider decider(Register register) {
        return of(register).decider();
    }

    /** Whether {@code layer} of that revision really showed a text of that hash; the register in force is tried first. */
    Optional<Shown> find(Register inForce, int revision, Layer layer, String sha256) {
        OfRegister first = of(inForce);
        return Stream.concat(Stream.of(first), known.stream())
                .map(of -> of.decider().register())
                .filter(register -> register.revision().number() == revision)
                .filter(register -> register.site().languages().contains(layer.language()))
                .filter(layer::isKnownTo)
                .filter(register -> layer.partial()
                        .map(partial -> partial.from() < revision
                                && partial.fits(register)
                                && past.recent(partial.from()).isPresent())
                        .orElse(true))
                // What a form says that it showed is not kept: anybody may send one.
                .map(register -> layer.partial().isPresent() ? rendered(register, layer) : of(register, layer))
                .filter(shown -> shown.sha256().equals(sha256))
                .findFirst();
    }

    private OfRegister of(Register register) {
        for (OfRegister one : known) {
            if (one.isOf(register)) {
                return one;
            }
        }
        return remember(register);
    }

    private synchronized OfRegister remember(Register register) {
        for (OfRegister one : known) {
            if (one.isOf(register)) {
                return one;
            }
        }
        OfRegister added = new OfRegister(register);
        known = Stream.concat(Stream.of(added), known.stream())
                .limit(REGISTERS_MAX)
                .toList();
        return added;
    }
}
