package eu.temoin.centre;

import eu.temoin.centre.ChoiceForm.Action;
import eu.temoin.consent.Asked;
import eu.temoin.consent.Category;
import eu.temoin.consent.Choice;
import eu.temoin.consent.Decision;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Token;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an answer to a partial question leaves standing of the choice before, and what it adds: to "always allow" on a
 * placeholder, to a question about one thing, and to what changed. Pure.
 *
 * <p>Of the earlier answers it keeps every refusal, and each grant that counts at both revisions: an old grant must not
 * grow newer by being carried along. Where a grant would let something pass that changed and that this form did not ask
 * about, the grant is left out, so that it is asked about.
 *
 * <p>What a signal refuses now is refused in the answer too, but for what the form asks about: the answer is given knowing
 * the signal, which then refuses nothing any more, and must not bring back what it had stopped.
 */
record PartialAnswer(Map<String, Boolean> categories, Map<String, Boolean> providers) {
    static PartialAnswer of(ChoiceForm form, Decision before) {
        return new Making(form, before.register(), before.token().map(Token::choice), refusedBySignal(before)).make();
    }

    private static Set<String> refusedBySignal(Decision before) {
        return before.signalled()
                ? before.register().categories().stream()
                        .filter(category -> before.signals().anyOf(category.refusedBy()))
                        .map(Category::id)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private record Making(ChoiceForm form, Register register, Optional<Choice> earlier, Set<String> signalled) {
        PartialAnswer make() {
            Asked about = form.layer().partial().map(Partial::asked).orElse(Asked.NOTHING);
            Map<String, Boolean> categories = kept();
            Map<String, Boolean> providers = keptExceptions();
            signalled.forEach(id -> categories.put(id, false));
            providers.entrySet().removeIf(kept -> kept.getValue() && isSignalled(kept.getKey()));
            for (String id : about.categories()) {
                categories.put(id, answer(id, form.answers()));
            }
            leaveOutWhatWasNotAsked(categories, about);
            for (String id : about.providers()) {
                answer(id, categories, providers);
            }
            form.about().ifPresent(id -> {
                boolean yes = form.action() == Action.ALWAYS;
                if (register.provider(id).isPresent()) {
                    providers.put(id, yes);
                } else {
                    categories.put(id, yes);
                }
            });
            return new PartialAnswer(ordered(categories), providers);
        }

        private boolean isSignalled(String provider) {
            return register.provider(provider)
                    .filter(found -> signalled.contains(found.category()))
                    .isPresent();
        }

        private boolean answer(String id, Map<String, Boolean> answers) {
            return form.action() == Action.ACCEPT || form.action() == Action.SAVE && answers.getOrDefault(id, false);
        }

        /** A provider passes with its category, unless it is refused by itself; or by itself, where it was granted so. */
        private void answer(String id, Map<String, Boolean> categories, Map<String, Boolean> providers) {
            boolean yes = answer(id, form.exceptions());
            boolean byItself = earlier.map(choice -> choice.providers().get(id))
                    .filter(granted -> granted)
                    .isPresent();
            boolean withCategory = register.provider(id).stream()
                    .flatMap(provider -> Asked.categories(register, provider).stream())
                    .anyMatch(category -> categories.getOrDefault(category, false));
            providers.remove(id);
            if (yes && byItself) {
                providers.put(id, true);
            } else if (!yes && withCategory) {
                providers.put(id, false);
            }
        }

        private Map<String, Boolean> kept() {
            Map<String, Boolean> kept = new LinkedHashMap<>();
            earlier.ifPresent(choice -> choice.categories().forEach((id, granted) -> {
                int since = register.category(id).map(Category::since).orElse(Integer.MAX_VALUE);
                if (!granted || since <= known(choice)) {
                    kept.put(id, granted);
                }
            }));
            return kept;
        }

        private Map<String, Boolean> keptExceptions() {
            Map<String, Boolean> kept = new LinkedHashMap<>();
            earlier.ifPresent(choice -> choice.providers().forEach((id, granted) -> {
                Optional<Provider> provider = register.provider(id);
                int since = provider.map(Provider::since).orElse(Integer.MAX_VALUE);
                int categorySince = provider.flatMap(found -> register.category(found.category()))
                        .map(Category::since)
                        .orElse(Integer.MAX_VALUE);
                if (!granted || Math.max(since, categorySince) <= known(choice)) {
                    kept.put(id, granted);
                }
            }));
            return kept;
        }

        private int known(Choice choice) {
            return Math.min(choice.revision(), form.revision());
        }

        private void leaveOutWhatWasNotAsked(Map<String, Boolean> categories, Asked about) {
            // Asked each time, a category's answer lets no provider pass.
            if (earlier.isEmpty() || earlier.get().askEachTime()) {
                return;
            }
            Choice choice = earlier.get();
            for (Provider provider : register.providers()) {
                boolean grew = provider.since() > choice.revision() && provider.since() <= form.revision();
                boolean answered = about.providers().contains(provider.id())
                        || form.about().filter(provider.id()::equals).isPresent()
                        || !choice.providers().getOrDefault(provider.id(), true);
                if (grew && !answered) {
                    Set<String> asked = about.categories();
                    Asked.categories(register, provider).stream()
                            .filter(id -> !asked.contains(id) && categories.getOrDefault(id, false))
                            .filter(this::needsConsent)
                            .forEach(categories::remove);
                }
            }
        }

        private boolean needsConsent(String id) {
            return register.category(id)
                    .filter(category -> category.kind() == Category.Kind.CONSENT)
                    .isPresent();
        }

        /** As the register lists them, so that two who refuse the same leave the same. */
        private Map<String, Boolean> ordered(Map<String, Boolean> categories) {
            Map<String, Boolean> ordered = new LinkedHashMap<>();
            for (Category category : register.categories()) {
                Boolean answer = categories.remove(category.id());
                if (answer != null) {
                    ordered.put(category.id(), answer);
                }
            }
            ordered.putAll(categories);
            return ordered;
        }
    }
}
