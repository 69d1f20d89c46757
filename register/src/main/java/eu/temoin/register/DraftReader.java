package eu.temoin.register;

import eu.temoin.consent.Category;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Wording;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the shape of a register: which keys stand where, and what each value may look like. */
final class DraftReader {
    static final int FORMAT = 1;
    static final int ORIGINS_MAX = 20;
    static final int OWN_MAX = 100;
    static final int LANGUAGES_MAX = 24;
    static final int WORKERS_MAX = 20;
    static final int TEXTS_MAX = 500;

    static final List<String> ROOT_KEYS = List.of(
            "format",
            "site",
            "lifetimes",
            "categories",
            "providers",
            "trackers",
            "preferences",
            "audience",
            "revisions",
            "workers",
            "texts");
    static final List<String> SITE_KEYS = List.of("id", "name", "origins", "own", "controller", "languages", "zone");
    static final List<String> CONTROLLER_KEYS = List.of("name", "contact", "address", "representative");
    static final List<String> LIFETIME_KEYS = List.of("choice", "trackers", "ask-again-after");
    static final List<String> CATEGORY_KEYS =
            List.of("id", "kind", "title", "purpose", "description", "refusing", "refused-by", "since");
    static final List<String> PROVIDER_KEYS =
            List.of("id", "name", "category", "policy", "country", "sources", "shows", "since");
    static final List<String> TRACKER_KEYS = List.of(
            "name",
            "kind",
            "category",
            "provider",
            "purpose",
            "lifetime",
            "read-by-script",
            "domain",
            "path",
            "same-site");
    static final List<String> COOKIE_ONLY_KEYS = List.of("read-by-script", "domain", "path", "same-site");
    static final List<String> REVISION_KEYS = List.of("number", "date", "kind", "reason");

    private static final String EACH_LANGUAGE = "with a text for each language";

    private final Problems problems;
    private final Values values;
    private final Wordings wordings;
    private final MappingReader root;
    private final Draft.SiteDraft site;

    private DraftReader(MappingReader root, Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
        this.root = root;
        this.site = site();
        boolean allRead = site.languages().stream().allMatch(l -> l.value().isPresent());
        // With one language in doubt, no text can be said to be missing or too many.
        List<String> languages = allRead ? List.copyOf(Values.present(site.languages())) : List.of();
        this.wordings = new Wordings(languages, values, problems);
    }

    /** Empty where the document is no mapping at all. */
    static Optional<Draft> read(YamlNode document, Problems problems) {
        return MappingReader.of(document, "the register", ROOT_KEYS, problems)
                .map(root -> new DraftReader(root, problems).draft());
    }

    private Draft draft() {
        root.required("format", "with the number 1")
                .flatMap(n ->
                        values.number(n, "`format`").filter(f -> f != FORMAT).map(f -> n))
                .ifPresent(n -> problems.add(
                        Code.BAD_NUMBER,
                        n.place(),
                        "this program reads format " + FORMAT + " of the register",
                        "write `format: " + FORMAT + "`, or use a newer program"));
        Optional<MappingReader> lifetimes =
                root.optional("lifetimes").flatMap(n -> MappingReader.of(n, "`lifetimes`", LIFETIME_KEYS, problems));
        Field<Period> choice = lifetime(lifetimes, "choice", Limits.CHOICE_DEFAULT, Limits.CHOICE_MAX);
        Field<Period> trackersMax = lifetime(lifetimes, "trackers", Limits.TRACKERS_DEFAULT, Limits.TRACKERS_MAX);
        Optional<Field<Period>> askAgainAfter = askAgainAfter(lifetimes, choice);
        List<Draft.CategoryDraft> categories = root.required("categories", "with one category at least")
                .map(n -> values.someItems(n, "categories", Register.CATEGORIES_MAX))
                .map(items -> drafts(items, "a category", CATEGORY_KEYS, this::category, Draft.CategoryDraft::unread))
                .orElse(List.of());
        List<Draft.ProviderDraft> providers = optionalDrafts(
                "providers",
                Register.PROVIDERS_MAX,
                "a provider",
                PROVIDER_KEYS,
                this::provider,
                Draft.ProviderDraft::unread);
        List<Draft.TrackerDraft> trackers = root.optional("trackers")
                .map(n -> values.items(n, "trackers", Register.TRACKERS_MAX))
                .map(items -> drafts(items, "a tracker", TRACKER_KEYS, this::tracker))
                .orElse(List.of());
        List<Draft.RevisionDraft> revisions = root.required("revisions", "with the first revision")
                .map(n -> values.someItems(n, "revisions", Register.REVISIONS_MAX))
                .map(items -> drafts(items, "a revision", REVISION_KEYS, this::revision))
                .orElse(List.of());
        List<Field<String>> workers = root.optional("workers")
                .map(n -> values.each(values.items(n, "workers", WORKERS_MAX), i -> values.path(i, "a worker")))
                .orElse(List.of());
        return new Draft(
                site,
                choice,
                trackersMax,
                askAgainAfter,
                categories,
                providers,
                trackers,
                revisions,
                workers,
                texts(),
                root.keyPlace("texts"),
                section("preferences").flatMap(n -> new PreferencesReader(values, wordings, problems).read(n)),
                section("audience").flatMap(n -> new AudienceReader(values, problems).read(n)));
    }

    /** A section that may be left out, or stand without a value because its keys are commented out. */
    private Optional<YamlNode> section(String key) {
        return root.optional(key).filter(n -> !(n instanceof YamlNode.Scalar s && s.isNull()));
    }

    private Draft.SiteDraft site() {
        Optional<MappingReader> found =
                root.required("site", "with its keys").flatMap(n -> MappingReader.of(n, "`site`", SITE_KEYS, problems));
        if (found.isEmpty()) {
            Place place = root.keyPlace("site");
            return new Draft.SiteDraft(
                    Field.none(place),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
        }
        MappingReader reader = found.get();
        Field<String> id = Field.read(
                reader.required("id", "with a short word that never changes"),
                reader.place(),
                n -> values.id(n, "the site's id"));
        Optional<String> name = reader.required("name", "as visitors know the site")
                .flatMap(n -> values.line(n, "the site's name", Values.NAME_LENGTH_MAX));
        List<YamlNode> origins = reader.required("origins", "with the public origins")
                .map(n -> values.someItems(n, "origins", ORIGINS_MAX))
                .orElse(List.of());
        List<YamlNode> own = reader.optional("own")
                .map(n -> values.items(n, "own hosts", OWN_MAX))
                .orElse(List.of());
        List<YamlNode> languages = reader.required("languages", "with the tags of the site's languages")
                .map(n -> values.someItems(n, "languages", LANGUAGES_MAX))
                .orElse(List.of());
        return new Draft.SiteDraft(
                id,
                name,
                values.each(origins, n -> values.origin(n, "an origin")),
                values.each(own, n -> values.source(n, "an own host")),
                reader.required("controller", "with who answers for the site")
                        .flatMap(n -> MappingReader.of(n, "`controller`", CONTROLLER_KEYS, problems))
                        .flatMap(this::controller),
                values.each(languages, n -> values.language(n, "a language")),
                reader.required("zone", "with the site's time zone").flatMap(n -> values.zone(n, "`zone`")));
    }

    private Optional<Controller> controller(MappingReader reader) {
        Optional<String> name = reader.required("name", "with the legal name")
                .flatMap(n -> values.line(n, "the controller's name", Values.NAME_LENGTH_MAX));
        Optional<String> contact = reader.required("contact", "with an e-mail or web address")
                .flatMap(n -> values.contact(n, "the contact"));
        Field<Optional<String>> address =
                optional(reader, "address", n -> values.line(n, "the address", Values.ADDRESS_LENGTH_MAX));
        Field<Optional<String>> representative = optional(
                reader, "representative", n -> values.line(n, "the representative", Values.ADDRESS_LENGTH_MAX));
        boolean isWhole = name.isPresent()
                && contact.isPresent()
                && address.value().isPresent()
                && representative.value().isPresent();
        return isWhole
                ? Optional.of(new Controller(
                        name.orElseThrow(), contact.orElseThrow(), address.checked(), representative.checked()))
                : Optional.empty();
    }

    private Optional<Field<Period>> askAgainAfter(Optional<MappingReader> lifetimes, Field<Period> choice) {
        Period max = choice.value().orElse(Limits.CHOICE_MAX);
        return lifetimes
                .filter(reader -> reader.optional("ask-again-after").isPresent())
                .map(reader -> lifetime(lifetimes, "ask-again-after", max, max));
    }

    private Field<Period> lifetime(Optional<MappingReader> lifetimes, String key, Period otherwise, Period max) {
        Optional<YamlNode> node = lifetimes.flatMap(l -> l.optional(key));
        Place place = lifetimes.map(l -> l.keyPlace(key)).orElse(root.place());
        Field<Period> read = node.map(n -> new Field<>(values.period(n, "`" + key + "`"), n.place()))
                .orElse(Field.of(otherwise, place));
        read.value()
                .filter(p -> Durations.days(p) > Durations.days(max))
                .ifPresent(p -> problems.add(
                        Code.TOO_MUCH,
                        read.place(),
                        "`lifetimes." + key + "` is over " + Durations.format(max),
                        "write " + Durations.format(max) + " at most"));
        return read;
    }

    private <T> List<T> drafts(
            List<YamlNode> items, String what, List<String> keys, Function<MappingReader, T> reading) {
        List<T> drafts = new ArrayList<>();
        for (YamlNode item : items) {
            MappingReader.of(item, what, keys, problems).map(reading).ifPresent(drafts::add);
        }
        return drafts;
    }

    /** With a draft for each item, so that nothing that names an unreadable one is called undeclared. */
    private <T> List<T> drafts(
            List<YamlNode> items,
            String what,
            List<String> keys,
            Function<MappingReader, T> reading,
            Function<Place, T> unread) {
        List<T> drafts = new ArrayList<>();
        for (YamlNode item : items) {
            drafts.add(MappingReader.of(item, what, keys, problems)
                    .map(reading)
                    .orElseGet(() -> unread.apply(item.place())));
        }
        return drafts;
    }

    private <T> List<T> optionalDrafts(
            String key,
            int max,
            String what,
            List<String> keys,
            Function<MappingReader, T> reading,
            Function<Place, T> unread) {
        Optional<YamlNode> node = root.optional(key);
        if (node.isEmpty()) {
            return List.of();
        }
        boolean isList =
                node.get() instanceof YamlNode.Sequence || node.get() instanceof YamlNode.Scalar s && s.isNull();
        List<YamlNode> items = values.items(node.get(), key, max);
        return isList
                ? drafts(items, what, keys, reading, unread)
                : List.of(unread.apply(node.get().place()));
    }

    private Draft.CategoryDraft category(MappingReader reader) {
        Field<String> id = Field.read(
                reader.required("id", "with a short word"), reader.place(), n -> values.id(n, "a category's id"));
        String what = id.value().map(i -> " of `" + i + '`').orElse(" of the category");
        Field<Category.Kind> kind = Field.read(
                reader.required("kind", "`necessary`, `consent` or `exempt`"),
                reader.place(),
                n -> constant(n, "a category's kind", Category.Kind.class, Words.CATEGORY_KINDS));
        return new Draft.CategoryDraft(
                id,
                kind,
                reader.required("title", EACH_LANGUAGE).flatMap(n -> wordings.title(n, "the title" + what)),
                reader.required("purpose", EACH_LANGUAGE).flatMap(n -> wordings.line(n, "the purpose" + what)),
                reader.required("description", EACH_LANGUAGE)
                        .flatMap(n -> wordings.paragraphs(n, "the description" + what)),
                reader.required("refusing", "with what stops working without it, for each language")
                        .flatMap(n -> wordings.line(n, "what refusing means" + what)),
                refusedBy(reader, kind),
                since(reader));
    }

    private Set<Signal> refusedBy(MappingReader reader, Field<Category.Kind> kind) {
        boolean isNecessary =
                kind.value().filter(k -> k == Category.Kind.NECESSARY).isPresent();
        Optional<YamlNode> node = reader.optional("refused-by");
        if (node.isEmpty()) {
            return isNecessary ? EnumSet.noneOf(Signal.class) : EnumSet.allOf(Signal.class);
        }
        if (isNecessary) {
            problems.add(
                    Code.SIGNAL_ON_NECESSARY,
                    reader.keyPlace("refused-by"),
                    "nothing refuses what is strictly necessary",
                    "delete the key `refused-by`");
        }
        List<YamlNode> items = values.items(node.get(), "signals", Words.SIGNALS.size());
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        signals.addAll(Values.present(values.each(items, n -> constant(n, "a signal", Signal.class, Words.SIGNALS))));
        return signals;
    }

    private Field<Integer> since(MappingReader reader) {
        return reader.optional("since")
                .map(n -> new Field<>(values.number(n, "`since`"), n.place()))
                .orElse(Field.of(1, reader.place()));
    }

    private Draft.ProviderDraft provider(MappingReader reader) {
        Field<String> id = Field.read(
                reader.required("id", "with a short word"), reader.place(), n -> values.id(n, "a provider's id"));
        List<YamlNode> sources = reader.optional("sources")
                .map(n -> values.items(n, "sources", Register.SOURCES_MAX))
                .orElse(List.of());
        return new Draft.ProviderDraft(
                id,
                reader.required("name", "as visitors may know it")
                        .flatMap(n -> values.line(n, "a provider's name", Values.NAME_LENGTH_MAX)),
                category(reader, "with the id of the category that its sources load under"),
                reader.required("policy", "with the address of its privacy policy")
                        .flatMap(n -> values.address(n, "the policy")),
                reader.required("country", "with the two letters of where the data goes")
                        .flatMap(n -> values.country(n, "the country")),
                // The same source twice is reported once, wherever the two stand, by SourceChecks.
                sources.stream()
                        .map(n -> new Field<>(values.source(n, "a source"), n.place()))
                        .toList(),
                reader.optional("shows")
                        .map(n -> constant(n, "what a provider shows", Provider.Shows.class, Words.PROVIDER_SHOWS))
                        .orElse(Optional.of(Provider.Shows.CONTENT)),
                since(reader));
    }

    private Field<String> category(MappingReader reader, String meaning) {
        return Field.read(reader.required("category", meaning), reader.place(), n -> values.id(n, "a category's id"));
    }

    private Draft.TrackerDraft tracker(MappingReader reader) {
        Field<NamePattern> name = Field.read(
                reader.required("name", "with the name, or a pattern with `*`"),
                reader.place(),
                n -> values.name(n, "a tracker's name"));
        String what = name.value().map(p -> " of `" + p.text() + '`').orElse(" of the tracker");
        Field<Tracker.Kind> kind = Field.read(
                reader.required("kind", '`' + String.join("`, `", Words.TRACKER_KINDS) + '`'),
                reader.place(),
                n -> constant(n, "a tracker's kind", Tracker.Kind.class, Words.TRACKER_KINDS));
        if (kind.value().filter(k -> k != Tracker.Kind.COOKIE).isPresent()) {
            for (String key : COOKIE_ONLY_KEYS) {
                reader.optional(key)
                        .ifPresent(n -> problems.add(
                                Code.ONLY_FOR_COOKIES,
                                reader.keyPlace(key),
                                '`' + key + "` is said of cookies only, not of a " + Words.word(kind.checked()),
                                "delete it, or write `kind: cookie`"));
            }
        }
        Field<Lifetime> lifetime = Field.read(
                reader.required("lifetime", "as in `session` or `13 months`"),
                reader.place(),
                n -> values.lifetime(n, "a lifetime"));
        return new Draft.TrackerDraft(
                name,
                kind,
                category(reader, "with the id of its category"),
                optional(reader, "provider", n -> values.id(n, "a provider's id")),
                reader.required("purpose", EACH_LANGUAGE).flatMap(n -> wordings.line(n, "the purpose" + what)),
                lifetime,
                reader.optional("read-by-script")
                        .map(n -> values.flag(n, "`read-by-script`"))
                        .orElse(Optional.of(false)),
                optional(reader, "domain", n -> values.domain(n, "the domain")),
                optional(reader, "path", n -> values.path(n, "the path")),
                optional(
                        reader, "same-site", n -> constant(n, "`same-site`", Tracker.SameSite.class, Words.SAME_SITE)));
    }

    private Draft.RevisionDraft revision(MappingReader reader) {
        return new Draft.RevisionDraft(
                Field.read(
                        reader.required("number", "from 1, without gaps"),
                        reader.place(),
                        n -> values.number(n, "a revision's number")),
                Field.read(
                        reader.required("date", "as in `2026-11-24`"),
                        reader.place(),
                        n -> values.date(n, "a revision's date")),
                Field.read(
                        reader.required("kind", "`material` or `editorial`"),
                        reader.place(),
                        n -> constant(n, "a revision's kind", Revision.Kind.class, Words.REVISION_KINDS)),
                reader.required("reason", EACH_LANGUAGE).flatMap(n -> wordings.line(n, "the reason of the revision")));
    }

    private List<Draft.TextDraft> texts() {
        Optional<YamlNode> node = section("texts");
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    Code.WRONG_TYPE,
                    node.get().place(),
                    "`texts` has a wording for each key, not " + node.get().kind(),
                    "write a key, and below it a text for each language");
            return List.of();
        }
        if (mapping.entries().size() > TEXTS_MAX) {
            problems.add(
                    Code.TOO_MUCH,
                    mapping.place(),
                    "there are " + mapping.entries().size() + " texts, over " + TEXTS_MAX,
                    "keep " + TEXTS_MAX + " at most");
            return List.of();
        }
        List<Draft.TextDraft> texts = new ArrayList<>();
        for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
            Optional<Wording> wording =
                    wordings.paragraphs(entry.getValue().value(), "the text " + Problems.quoted(entry.getKey()));
            texts.add(new Draft.TextDraft(entry.getKey(), entry.getValue().key(), wording));
        }
        return texts;
    }

    private <E extends Enum<E>> Optional<E> constant(YamlNode node, String what, Class<E> type, List<String> words) {
        return values.choice(node, what, words).map(w -> Words.constant(type, w));
    }

    /** A value that may be absent: an empty Optional then, and no value at all where it is wrong. */
    private static <T> Field<Optional<T>> optional(
            MappingReader reader, String key, Function<YamlNode, Optional<T>> reading) {
        Optional<YamlNode> node = reader.optional(key);
        if (node.isEmpty()) {
            return Field.of(Optional.empty(), reader.place());
        }
        Optional<T> value = reading.apply(node.get());
        Place place = node.get().place();
        return value.isPresent() ? Field.of(value, place) : Field.none(place);
    }
}
