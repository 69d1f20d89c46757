package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.consent.Register;
import eu.temoin.consent.Revision;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The feed, as an XML parser sees it, held to what RFC 4287 says MUST be there. */
class PolicyFeedTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    @TempDir
    private Path folder;

    private Visit visit;

    @BeforeEach
    void arrive() throws Exception {
        visit = new Visit(folder);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    private Element feed(String language) throws Exception {
        CentreResponse response = visit.get("/.temoin/policy.atom", "lang=" + language);
        assertThat(response.status()).isEqualTo(200);
        assertThat(Visit.header(response, "Content-Type")).contains("application/atom+xml; charset=utf-8");
        assertThat(Visit.header(response, "Content-Language")).contains(language);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(response.body()));
        return document.getDocumentElement();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && name.equals(element.getLocalName())) {
                assertThat(element.getNamespaceURI()).isEqualTo(ATOM);
                found.add(element);
            }
        }
        return found;
    }

    private static String one(Element parent, String name) {
        List<Element> found = children(parent, name);
        assertThat(found).as(name).hasSize(1);
        return found.getFirst().getTextContent();
    }

    private static String link(Element parent, String relation, String type) {
        List<Element> found = children(parent, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(relation)
                        && link.getAttribute("type").equals(type))
                .toList();
        assertThat(found).as(relation).isNotEmpty();
        assertThat(URI.create(found.getFirst().getAttribute("href")).isAbsolute())
                .isTrue();
        return found.getFirst().getAttribute("href");
    }

    @Test
    void holdsWhatTheStandardAsks() throws Exception {
        visit.published.put(6, Samples.arcadeBefore());
        Element feed = feed("fr");
        assertThat(feed.getLocalName()).isEqualTo("feed");
        assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(feed.getAttribute("xml:lang")).isEqualTo("fr");
        assertThat(one(feed, "title")).isEqualTo("Politique des cookies de La Borne\u00A0: révisions");
        assertThat(one(feed, "id")).startsWith("urn:uuid:");
        assertThat(one(feed, "updated")).isEqualTo("2026-11-03T00:00:00+01:00");
        assertThat(one(children(feed, "author").getFirst(), "name")).isEqualTo("La Borne SAS");
        assertThat(link(feed, "self", "application/atom+xml"))
                .isEqualTo("https://arcade.example/.temoin/policy.atom?lang=fr");
        assertThat(link(feed, "alternate", "text/html")).isEqualTo("https://arcade.example/.temoin/policy?lang=fr");
        assertThat(link(feed, "alternate", "application/atom+xml")).endsWith("?lang=en");

        List<Element> entries = children(feed, "entry");
        assertThat(entries).hasSize(7);
        Set<String> ids = new HashSet<>(Set.of(one(feed, "id")));
        OffsetDateTime last = OffsetDateTime.parse(one(feed, "updated"));
        for (Element entry : entries) {
            assertThat(ids.add(one(entry, "id"))).isTrue();
            assertThat(one(entry, "title")).startsWith("Révision ");
            assertThat(one(entry, "summary")).isNotBlank();
            link(entry, "alternate", "text/html");
            OffsetDateTime updated = OffsetDateTime.parse(one(entry, "updated"));
            assertThat(updated).isBeforeOrEqualTo(last);
            last = updated;
        }
        Element first = entries.getFirst();
        assertThat(one(first, "title")).isEqualTo("Révision 7 (De forme)");
        assertThat(one(first, "summary")).isEqualTo("Délai de réponse précisé.");
        assertThat(link(first, "related", "text/html"))
                .isEqualTo("https://arcade.example/.temoin/policy/compare?from=6&to=7&lang=fr");
        assertThat(children(first, "category").getFirst().getAttribute("term")).isEqualTo("editorial");
        // Summer time.
        assertThat(one(entries.get(1), "updated")).isEqualTo("2026-06-18T00:00:00+02:00");
        assertThat(link(entries.get(1), "alternate", "text/html"))
                .isEqualTo("https://arcade.example/.temoin/policy/6?lang=fr");
        // No copy is kept of this one: its place on the page answers for it.
        assertThat(link(entries.get(2), "alternate", "text/html"))
                .isEqualTo("https://arcade.example/.temoin/policy?lang=fr#r-5");
    }

    @Test
    void idsStayWhateverElseChanges() throws Exception {
        List<String> french = ids(feed("fr"));
        assertThat(ids(feed("en"))).isEqualTo(french);
        visit.register = Samples.arcadeRevised()
                .withOrigins(List.of(new eu.temoin.consent.Origin("https", "moved.example", 443)));
        visit.origin = visit.register.site().origins().getFirst();
        List<String> later = ids(feed("fr"));
        assertThat(later.subList(1, later.size())).isEqualTo(french);
        assertThat(one(feed("fr"), "id")).isNotEqualTo(one(feed("en"), "id"));
    }

    private static List<String> ids(Element feed) {
        return children(feed, "entry").stream().map(entry -> one(entry, "id")).toList();
    }

    @Test
    void isBoundedAndEscaped() throws Exception {
        Register arcade = visit.register;
        List<Revision> many = new ArrayList<>();
        for (int number = 1; number <= Register.REVISIONS_MAX; number++) {
            many.add(new Revision(
                    number,
                    LocalDate.of(2020, 1, 1).plusDays(number),
                    Revision.Kind.EDITORIAL,
                    Samples.text("<b> & \"]]>\"", "x")));
        }
        visit.register = new Register(
                arcade.site(),
                arcade.categories(),
                arcade.providers(),
                arcade.trackers(),
                many,
                Period.ofMonths(6),
                Period.ofMonths(13),
                List.of(),
                Map.of());
        List<Element> entries = children(feed("fr"), "entry");
        assertThat(entries).hasSize(PolicyFeed.ENTRIES_MAX);
        assertThat(one(entries.getFirst(), "summary")).isEqualTo("<b> & \"]]>\"");
    }
}
