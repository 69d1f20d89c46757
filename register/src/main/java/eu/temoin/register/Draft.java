package eu.temoin.register;

import eu.temoin.consent.Audience;
import eu.temoin.consent.Category;
import eu.temoin.consent.Controller;
import eu.temoin.consent.Lifetime;
import eu.temoin.consent.NamePattern;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Preferences;
import eu.temoin.consent.Provider;
import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import eu.temoin.consent.Signal;
import eu.temoin.consent.Site;
import eu.temoin.consent.Source;
import eu.temoin.consent.Tracker;
import eu.temoin.consent.Wording;
import java.net.URI;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A register as far as it could be read: whatever is wrong in one part, the others can still be checked against each
 * other. Its {@code checked} methods hold only when no error was found.
 */
record Draft(
        SiteDraft site,
        Field<Period> choiceLifetime,
        Field<Period> trackerLifetimeMax,
        Optional<Field<Period>> askAgainAfter,
        List<CategoryDraft> categories,
        List<ProviderDraft> providers,
        List<TrackerDraft> trackers,
        List<RevisionDraft> revisions,
        List<Field<String>> workers,
        List<TextDraft> texts,
        Place textsPlace,
        Optional<PreferencesDraft> preferences,
        Optional<AudienceDraft> audience) {

    Register checked() {
        Map<String, Wording> wordings = new LinkedHashMap<>();
        texts.forEach(t -> wordings.put(t.key(), t.wording().orElseThrow()));
        return new Register(
                site.checked(),
                categories.stream().map(CategoryDraft::checked).toList(),
                providers.stream().map(ProviderDraft::checked).toList(),
                trackers.stream().map(TrackerDraft::checked).toList(),
                revisions.stream().map(RevisionDraft::checked).toList(),
                choiceLifetime.checked(),
                trackerLifetimeMax.checked(),
                askAgainAfter.map(Field::checked),
                Values.checked(workers),
                wordings,
                preferences.map(PreferencesDraft::checked),
                audience.map(AudienceDraft::checked));
    }

    record SiteDraft(
            Field<String> id,
            Optional<String> name,
            List<Field<Origin>> origins,
            List<Field<Source>> own,
            Optional<Controller> controller,
            List<Field<String>> languages,
            Optional<ZoneId> zone) {
        Site checked() {
            return new Site(
                    id.checked(),
                    name.orElseThrow(),
                    Values.checked(origins),
                    Values.checked(own),
                    controller.orElseThrow(),
                    Values.checked(languages),
                    zone.orElseThrow());
        }
    }

    record CategoryDraft(
            Field<String> id,
            Field<Category.Kind> kind,
            Optional<Wording> title,
            Optional<Wording> purpose,
            Optional<Wording> description,
            Optional<Wording> refusing,
            Set<Signal> refusedBy,
            Field<Integer> since) {
        static CategoryDraft unread(Place place) {
            return new CategoryDraft(
                    Field.none(place),
                    Field.none(place),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Field.none(place));
        }

        Category checked() {
            return new Category(
                    id.checked(),
                    kind.checked(),
                    title.orElseThrow(),
                    purpose.orElseThrow(),
                    description.orElseThrow(),
                    refusing.orElseThrow(),
                    refusedBy,
                    since.checked());
        }
    }

    record ProviderDraft(
            Field<String> id,
            Optional<String> name,
            Field<String> category,
            Optional<URI> policy,
            Optional<String> country,
            List<Field<Source>> sources,
            Optional<Provider.Shows> shows,
            Field<Integer> since) {
        static ProviderDraft unread(Place place) {
            return new ProviderDraft(
                    Field.none(place),
                    Optional.empty(),
                    Field.none(place),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Field.none(place));
        }

        Provider checked() {
            return new Provider(
                    id.checked(),
                    name.orElseThrow(),
                    category.checked(),
                    policy.orElseThrow(),
                    country.orElseThrow(),
                    Values.checked(sources),
                    shows.orElseThrow(),
                    since.checked());
        }
    }

    /** A field of something optional holds an empty Optional where nothing is said, and no value where it is wrong. */
    record TrackerDraft(
            Field<NamePattern> name,
            Field<Tracker.Kind> kind,
            Field<String> category,
            Field<Optional<String>> provider,
            Optional<Wording> purpose,
            Field<Lifetime> lifetime,
            Optional<Boolean> readByScript,
            Field<Optional<String>> domain,
            Field<Optional<String>> path,
            Field<Optional<Tracker.SameSite>> sameSite) {
        Tracker checked() {
            return new Tracker(
                    name.checked(),
                    kind.checked(),
                    category.checked(),
                    provider.checked(),
                    purpose.orElseThrow(),
                    lifetime.checked(),
                    readByScript.orElseThrow(),
                    domain.checked(),
                    path.checked(),
                    sameSite.checked());
        }
    }

    record RevisionDraft(
            Field<Integer> number, Field<LocalDate> date, Field<Revision.Kind> kind, Optional<Wording> reason) {
        Revision checked() {
            return new Revision(number.checked(), date.checked(), kind.checked(), reason.orElseThrow());
        }
    }

    record PreferencesDraft(Field<String> category, Field<String> cookie, List<SettingDraft> settings, Place place) {
        Preferences checked() {
            return new Preferences(
                    category.checked(),
                    cookie.checked(),
                    settings.stream().map(SettingDraft::checked).toList());
        }
    }

    record AudienceDraft(
            Field<String> category,
            List<Field<String>> paths,
            List<Field<String>> campaigns,
            List<Field<String>> downloads,
            List<Field<String>> healthChecks,
            Optional<Integer> threshold,
            Optional<Boolean> script,
            Optional<Boolean> isPublic) {
        Audience checked() {
            return new Audience(
                    category.checked(),
                    Values.checked(paths),
                    Values.checked(campaigns),
                    Values.checked(downloads),
                    Values.checked(healthChecks),
                    threshold.orElseThrow(),
                    script.orElseThrow(),
                    isPublic.orElseThrow());
        }
    }

    record SettingDraft(Field<String> id, Optional<Wording> title, List<ValueDraft> values) {
        Preferences.Setting checked() {
            return new Preferences.Setting(
                    id.checked(),
                    title.orElseThrow(),
                    values.stream().map(ValueDraft::checked).toList());
        }
    }

    record ValueDraft(Field<String> id, Optional<Wording> title) {
        Preferences.Value checked() {
            return new Preferences.Value(id.checked(), title.orElseThrow());
        }
    }

    record TextDraft(String key, Place place, Optional<Wording> wording) {}
}
