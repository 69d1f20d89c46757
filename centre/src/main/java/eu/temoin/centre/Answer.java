package eu.temoin.centre;

import eu.temoin.centre.ChoiceForm.Action;
import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Identifier;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Token;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What a form means, given what stood before it. Pure.
 *
 * <p>A form that shows every purpose (refuse, accept, save, withdraw) starts a new period. A partial one
 * ({@link PartialAnswer}) keeps the earlier last day.
 *
 * @param choice what the token will say
 * @param kind whether something that was granted no longer is
 * @param granting whether it needs consent for something
 * @param loosening whether something may pass that did not
 * @param identifier for the record: of this grant, or on a withdrawal of the one before
 */
record Answer(
        Choice choice, ChoiceRecord.Kind kind, boolean granting, boolean loosening, Optional<Identifier> identifier) {
    /**
     * @param shown the register whose text was on the screen; the one in force where that is unknown
     * @param identifiers makes a random one; asked only where something is granted
     */
    static Answer of(
            ChoiceForm form, Register shown, Decision before, LocalDate today, Supplier<Identifier> identifiers) {
        return new Reading(form, shown, before, today).answer(identifiers);
    }

    /** The choice that lets nothing optional pass, to judge by where everything optional is to go. */
    static Choice refusingAll(Register register, LocalDate today) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        for (Category category : register.categories()) {
            answers.put(category.id(), false);
        }
        return new Choice(
                answers, Map.of(), register.revision().number(), today, today, false, false, false, Optional.empty());
    }

    private record Reading(ChoiceForm form, Register shown, Decision before, LocalDate today) {
        Answer answer(Supplier<Identifier> identifiers) {
            Optional<Choice> earlier = before.token().map(Token::choice);
            boolean partial =
                    form.action().isAboutOne() || form.layer().partial().isPresent();
            PartialAnswer kept = PartialAnswer.of(form, before);
            Map<String, Boolean> categories =
                    partial ? kept.categories() : eachTime() ? eachAnswered(earlier) : answered();
            Map<String, Boolean> providers = partial ? kept.providers() : exceptions(categories);
            Map<String, Boolean> said = categories.isEmpty() && providers.isEmpty() ? everythingRefused() : categories;
            boolean granting = grants(said, providers);
            boolean withdrawing =
                    earlier.filter(was -> takesBack(was, said, providers)).isPresent();
            Optional<Identifier> standing = earlier.flatMap(Choice::identifier);
            Optional<Identifier> own = granting ? Optional.of(standing.orElseGet(identifiers)) : Optional.empty();
            Choice choice = new Choice(
                    said,
                    providers,
                    form.revision(),
                    today,
                    lastDay(partial, earlier),
                    partial ? earlier.filter(Choice::sessionOnly).isPresent() : form.sessionOnly(),
                    partial ? earlier.filter(Choice::askEachTime).isPresent() : eachTime(),
                    before.signals().any(),
                    own);
            return new Answer(
                    choice,
                    withdrawing ? ChoiceRecord.Kind.WITHDRAWAL : ChoiceRecord.Kind.CHOICE,
                    granting,
                    loosens(said, providers),
                    withdrawing && own.isEmpty() ? standing : own);
        }

        private LocalDate lastDay(boolean partial, Optional<Choice> earlier) {
            LocalDate whole = today.plus(before.register().choiceLifetime());
            return partial ? earlier.map(Choice::lastDay).orElse(whole) : whole;
        }

        /** Whether the visitor wants to be asked before each tracker from now on: no answer to everything at once is that. */
        private boolean eachTime() {
            return form.eachTime() && form.action() == Action.SAVE;
        }

        /**
         * The answers of someone who wants to be asked each time: what needs consent is answered where it was granted
         * here or refused by itself before, and open otherwise. A token says one thing at least: where nothing else is
         * said, that the necessary passes.
         */
        private Map<String, Boolean> eachAnswered(Optional<Choice> earlier) {
            Optional<Choice> before = earlier.filter(Choice::askEachTime);
            Map<String, Boolean> answers = new LinkedHashMap<>();
            answered().forEach((id, granted) -> {
                boolean refusedBefore = before.filter(
                                was -> Boolean.FALSE.equals(was.categories().get(id)))
                        .isPresent();
                if (granted || refusedBefore || !needsConsent(id)) {
                    answers.put(id, granted);
                }
            });
            shown.categories().stream()
                    .filter(category -> category.kind() == Category.Kind.NECESSARY)
                    .limit(answers.isEmpty() ? 1 : 0)
                    .forEach(category -> answers.put(category.id(), true));
            return answers.isEmpty() ? leastRefused() : answers;
        }

        /** A site without anything necessary: the category for which it sets least itself is refused, the rest stays open. */
        private Map<String, Boolean> leastRefused() {
            return shown.categories().stream()
                    .filter(category -> category.kind() == Category.Kind.CONSENT)
                    .min(Comparator.comparingInt(this::ownTrackers))
                    .map(category -> Map.of(category.id(), false))
                    .orElseGet(this::everythingRefused);
        }

        private int ownTrackers(Category category) {
            return (int) Partners.trackers(shown, category).stream()
                    .filter(tracker -> tracker.provider().isEmpty())
                    .count();
        }

        /** The answers of a form that shows every purpose. */
        private Map<String, Boolean> answered() {
            Map<String, Boolean> answers = new LinkedHashMap<>();
            for (Category category : shown.categories()) {
                // What came after the text on the screen was not asked there.
                if (category.kind() != Category.Kind.NECESSARY && category.since() <= form.revision()) {
                    answers.put(category.id(), answer(category));
                }
            }
            return answers.isEmpty() ? everythingRefused() : answers;
        }

        private boolean answer(Category category) {
            // The banner does not ask about what is exempt: only refusing everything changes it there.
            boolean unasked =
                    category.kind() == Category.Kind.EXEMPT && form.layer().kind() == Layer.Kind.BANNER;
            return switch (form.action()) {
                case REFUSE, WITHDRAW, FORGET -> false;
                case ACCEPT -> !unasked || before.allowsCategory(category.id());
                case SAVE ->
                    unasked
                            ? before.allowsCategory(category.id())
                            : form.answers().getOrDefault(category.id(), false);
                case ALWAYS, ONCE, NEVER -> throw new IllegalStateException("a partial form answers no category");
            };
        }

        /** A site that asks nothing may still be refused; a token says at least one thing. */
        private Map<String, Boolean> everythingRefused() {
            Map<String, Boolean> answers = new LinkedHashMap<>();
            for (Category category : before.register().categories()) {
                if (category.kind() != Category.Kind.NECESSARY) {
                    answers.put(category.id(), false);
                }
            }
            if (answers.isEmpty()) {
                answers.put(before.register().categories().getFirst().id(), false);
            }
            return answers;
        }

        /** Where a provider is answered otherwise than its category, on a form that asks about providers. */
        private Map<String, Boolean> exceptions(Map<String, Boolean> categories) {
            Map<String, Boolean> exceptions = new LinkedHashMap<>();
            if (form.action() != Action.SAVE) {
                return exceptions;
            }
            for (Provider provider : shown.providers()) {
                Boolean category = categories.get(provider.category());
                Boolean answer = form.exceptions().get(provider.id());
                // Asked each time, a provider has an answer of its own or none.
                boolean differs = eachTime() || category != null && !category.equals(answer);
                if (answer != null && differs) {
                    exceptions.put(provider.id(), answer);
                }
            }
            return exceptions;
        }

        private boolean grants(Map<String, Boolean> categories, Map<String, Boolean> providers) {
            return categories.entrySet().stream().anyMatch(answer -> answer.getValue() && needsConsent(answer.getKey()))
                    || providers.containsValue(true);
        }

        /** Whether something that was granted with consent no longer is. */
        private boolean takesBack(Choice was, Map<String, Boolean> categories, Map<String, Boolean> providers) {
            boolean category = was.categories().entrySet().stream()
                    .anyMatch(answer -> answer.getValue()
                            && needsConsent(answer.getKey())
                            && !categories.getOrDefault(answer.getKey(), false));
            boolean provider = was.providers().entrySet().stream()
                    .anyMatch(answer -> answer.getValue() && !passes(answer.getKey(), categories, providers));
            boolean exception = providers.entrySet().stream()
                    .anyMatch(answer -> !answer.getValue()
                            && isKnown(answer.getKey(), was.revision())
                            && passes(answer.getKey(), was.categories(), was.providers())
                            && needsConsent(categoryOf(answer.getKey())));
            return category || provider || exception;
        }

        /** Whether a provider is still what it was then: one that came or changed since was never granted. */
        private boolean isKnown(String provider, int revision) {
            return before.register()
                    .provider(provider)
                    .filter(found -> found.since() > revision)
                    .isEmpty();
        }

        private boolean passes(String provider, Map<String, Boolean> categories, Map<String, Boolean> providers) {
            return providers.getOrDefault(provider, categories.getOrDefault(categoryOf(provider), false));
        }

        private boolean loosens(Map<String, Boolean> categories, Map<String, Boolean> providers) {
            return categories.entrySet().stream()
                            .anyMatch(answer -> answer.getValue() && !before.allowsCategory(answer.getKey()))
                    || providers.entrySet().stream()
                            .anyMatch(answer -> answer.getValue() && !before.allowsProvider(answer.getKey()));
        }

        private String categoryOf(String provider) {
            return before.register()
                    .provider(provider)
                    .or(() -> shown.provider(provider))
                    .map(Provider::category)
                    .orElse("");
        }

        private boolean needsConsent(String category) {
            return before.register()
                    .category(category)
                    .or(() -> shown.category(category))
                    .filter(found -> found.kind() != Category.Kind.CONSENT)
                    .isEmpty();
        }
    }

    /** The record of it. */
    ChoiceRecord record(Register register, Layer layer, Optional<String> sha256, ChoiceRecord.When when, Decision at) {
        TreeSet<String> granted = new TreeSet<>();
        TreeSet<String> refused = new TreeSet<>();
        choice.categories().forEach((id, answer) -> {
            boolean withoutConsent = register.category(id)
                    .filter(category -> category.kind() != Category.Kind.CONSENT)
                    .isPresent();
            if (!answer) {
                refused.add(id);
            } else if (!withoutConsent) {
                granted.add(id);
            }
        });
        TreeSet<String> grantedProviders = new TreeSet<>();
        TreeSet<String> refusedProviders = new TreeSet<>();
        choice.providers().forEach((id, answer) -> (answer ? grantedProviders : refusedProviders).add(id));
        return new ChoiceRecord(
                register.site().id(),
                choice.revision(),
                kind,
                when,
                choice.sessionOnly() ? Optional.empty() : Optional.of(choice.lastDay()),
                granted,
                grantedProviders,
                refused,
                refusedProviders,
                layer.language(),
                layer.code(),
                at.signals(),
                sha256,
                identifier);
    }
}
