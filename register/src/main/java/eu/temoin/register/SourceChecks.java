package eu.temoin.register;

import eu.temoin.consent.Origin;
import eu.temoin.consent.Register;
import eu.temoin.consent.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether each source belongs to one provider, and none takes from the site what the gateway could not keep back. */
final class SourceChecks {
    private final Predicate<String> publicSuffix;
    private final Problems problems;

    SourceChecks(Predicate<String> publicSuffix, Problems problems) {
        this.publicSuffix = publicSuffix;
        this.problems = problems;
    }

    void check(Draft draft) {
        Map<Source, Place> seen = new HashMap<>();
        List<Field<Source>> own = draft.site().own();
        for (Field<Source> source : own) {
            source.value().ifPresent(s -> {
                seen.putIfAbsent(s, source.place());
                checkWidth(s, source.place());
            });
        }
        int count = 0;
        for (Draft.ProviderDraft provider : draft.providers()) {
            for (Field<Source> source : provider.sources()) {
                if (source.value().isPresent()) {
                    check(source.checked(), source.place(), draft.site(), seen);
                }
                count++;
                if (count == Register.SOURCES_MAX + 1) {
                    problems.add(
                            Code.TOO_MUCH,
                            source.place(),
                            "there are more than " + Register.SOURCES_MAX + " sources in all",
                            "name fewer: one wildcard in place of many hosts");
                }
            }
        }
    }

    private void checkWidth(Source own, Place place) {
        if (own.wildcard() && publicSuffix.test(own.host())) {
            problems.add(
                    Code.OWN_TOO_WIDE,
                    place,
                    '`' + own.toString()
                            + "` covers other people's sites, and all of them would pass as the site's own",
                    "name the site's hosts one by one");
        }
    }

    private void check(Source source, Place place, Draft.SiteDraft site, Map<Source, Place> seen) {
        Place before = seen.putIfAbsent(source, place);
        if (before != null) {
            problems.add(
                    Code.SOURCE_TWICE,
                    place,
                    "the source `" + source + "` stands already on line " + before.line(),
                    "leave it to the one that it belongs to, or tell them apart by path");
            return;
        }
        for (Field<Origin> origin : site.origins()) {
            if (origin.value().filter(o -> isAt(source, o)).isPresent()) {
                if (source.path().isEmpty() || source.path().equals("/")) {
                    problems.add(
                            Code.SOURCE_IS_THE_SITE,
                            place,
                            "`" + source + "` is a whole origin of the site itself",
                            "add the path that is to be taken back from it, as in `" + source.host() + "/js/stats.js`");
                }
                return;
            }
        }
        Optional<Source> covering = site.own().stream()
                .flatMap(o -> o.value().stream())
                .filter(o -> o.covers(source))
                .findFirst();
        if (covering.isPresent()) {
            problems.add(
                    Code.SOURCE_ON_OWN_HOST,
                    place,
                    "`" + source + "` lies within `" + covering.get()
                            + "` of `site.own`, which the gateway does not serve and so could not keep back",
                    "name the site's own hosts without this one, or serve it from an origin of the site");
        }
    }

    /** Whether the source speaks of this very host and port. */
    static boolean isAt(Source source, Origin origin) {
        int defaultPort = origin.isSecure() ? 443 : 80;
        return !source.wildcard() && source.matches(origin.host(), origin.port(), defaultPort, pathIn(source));
    }

    private static String pathIn(Source source) {
        return source.path().isEmpty() ? "/" : source.path();
    }
}
