package eu.temoin.centre;

import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * The revisions as an Atom feed (RFC 4287), the latest first.
 *
 * <p>Its ids are functions of what never changes: the site's id, the day of its first revision, the number. They are
 * UUIDs of version 3 (RFC 9562 section 5.3), since a site may change its address and has no other name in the world.
 */
final class PolicyFeed {
    /** Entries of a feed; earlier revisions stand on the policy page. */
    static final int ENTRIES_MAX = 50;

    private final Words words;
    private final CentrePaths paths;
    private final Revisions revisions;
    private final Register register;
    private final String site;
    private final StringBuilder xml = new StringBuilder(2_048);

    private PolicyFeed(Words words, CentrePaths paths, Revisions revisions) {
        this.words = words;
        this.paths = paths;
        this.revisions = revisions;
        this.register = revisions.inForce();
        this.site = register.site().origins().getFirst().toString();
    }

    static String of(Words words, CentrePaths paths, Revisions revisions) {
        return new PolicyFeed(words, paths, revisions).written();
    }

    private String written() {
        String language = words.language();
        xml.append(
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
                .append(Html.escaped(language))
                .append("\">\n");
        element("id", id("feed " + language));
        element("title", words.text("feed.title", register.site().name()));
        element("updated", instant(revisions.current().date()));
        xml.append("<author>");
        element("name", register.site().controller().name());
        xml.append("</author>\n");
        link("self", "application/atom+xml", language, paths.policyFeed() + "?lang=" + language);
        link("alternate", "text/html", language, paths.policy() + "?lang=" + language);
        for (String other : register.site().languages()) {
            if (!other.equals(language)) {
                link("alternate", "application/atom+xml", other, paths.policyFeed() + "?lang=" + other);
            }
        }
        register.revisions().reversed().stream().limit(ENTRIES_MAX).forEach(this::entry);
        return xml.append("</feed>\n").toString();
    }

    private void entry(Revision revision) {
        int number = revision.number();
        String kind = words.text(PolicyView.kindKey(revision));
        String language = words.language();
        xml.append("<entry>\n");
        element("id", id(String.valueOf(number)));
        element("title", words.text("feed.entry", number, kind));
        element("updated", instant(revision.date()));
        element("published", instant(revision.date()));
        boolean kept = revisions.isKept(number);
        String page = kept ? paths.policy(number) : paths.policy();
        link(
                "alternate",
                "text/html",
                language,
                page + "?lang=" + language + (kept ? "" : '#' + Anchors.revision(number)));
        revisions
                .before(number)
                .filter(before -> kept)
                .ifPresent(before -> link(
                        "related",
                        "text/html",
                        language,
                        paths.comparison() + "?from=" + before.number() + "&to=" + number + "&lang=" + language));
        xml.append("<category term=\"")
                .append(revision.kind() == Revision.Kind.MATERIAL ? "material" : "editorial")
                .append("\" label=\"")
                .append(Html.escaped(kind))
                .append("\"/>\n");
        element("summary", words.of(revision.reason()));
        xml.append("</entry>\n");
    }

    private void element(String name, String text) {
        xml.append('<').append(name).append('>');
        xml.append(Html.escaped(text));
        xml.append("</").append(name).append(">\n");
    }

    private void link(String relation, String type, String language, String path) {
        xml.append("<link rel=\"")
                .append(relation)
                .append("\" type=\"")
                .append(type)
                .append("\" hreflang=\"")
                .append(Html.escaped(language))
                .append("\" href=\"")
                .append(Html.escaped(site + path))
                .append("\"/>\n");
    }

    private String id(String what) {
        LocalDate first = register.revisions().getFirst().date();
        String name = "temoin policy " + register.site().id() + ' ' + first + ' ' + what;
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The first moment of a day of the site's. */
    private String instant(LocalDate day) {
        OffsetDateTime start = day.atStartOfDay(register.site().zone()).toOffsetDateTime();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start);
    }
}
