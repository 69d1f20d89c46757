package eu.temoin.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import eu.temoin.journeys.Chromium.Visitor;
import eu.temoin.journeys.SmallSite.Answer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store that cannot be written: the visitor is told, stays undecided, and the site works. */
@ExtendWith(House.Key.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreTroubleTest {
    private static final String TITLE = "Votre choix n’a pas pu être enregistré";

    private final House house;
    private final SmallSite site = SmallSite.start(asked -> Answer.html(
            "<!doctype html><html lang=fr><title>Petit</title><body><h1>Le Petit Site</h1></body></html>",
            "Set-Cookie: sid=1; Path=/",
            "Set-Cookie: aud=1; Path=/"));

    StoreTroubleTest(House house) {
        this.house = house;
    }

    @AfterAll
    void close() {
        site.close();
    }

    private Node node(String... flags) {
        int port = Node.freePort();
        String origin = "http://site.localhost:" + port;
        return Node.start(origin, port, SmallRegister.first(origin), site.address(), flags);
    }

    private Visit arrive(Node node) {
        return new Visit(house.chromium().visitor(Visitor.USUAL), node.origin());
    }

    private static void triesInVain(Visit visit, String action) {
        visit.open("/");
        visit.banner().locator("button[value=" + action + "]").click();
        assertThat(visit.page().locator("h1")).hasText(TITLE);
        assertThat(visit.page().locator("main")).containsText("Rien de facultatif ne passe, et le site fonctionne");
        assertThat(visit.page().locator("main .code code")).hasText("centre.store");
        assertThat(visit.cookies()).as("undecided").isEqualTo(Set.of("sid"));

        visit.page()
                .locator("main a", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Revenir à la page"))
                .click();
        assertThat(visit.page().locator("h1")).hasText("Le Petit Site");
        assertThat(visit.banner()).isVisible();
        assertThat(visit.cookies()).isEqualTo(Set.of("sid"));
    }

    @Test
    void aFullDiskIsSaidAndPassesWhenThereIsRoomAgain() throws IOException, InterruptedException {
        try (Node node = node();
                Visit visit = arrive(node)) {
            limitFiles(node, "0:unlimited");
            triesInVain(visit, "accept");
            triesInVain(visit, "refuse");
            assertThat(node.health()).contains("\"status\":\"degraded\"").contains("\"leaves\":0");

            limitFiles(node, "unlimited:unlimited");
            visit.open("/");
            visit.pressInBanner("accept");
            visit.open("/");
            assertThat(visit.cookies()).isEqualTo(Set.of("aud", "eu-consent", "sid"));
            assertThat(node.health()).contains("\"status\":\"ok\"").contains("\"leaves\":2");
        }
    }

    /**
     * What a process may write to files, as a quota does; to the program it looks like a disk without room, for root
     * too. A part of util-linux, so that it is on every Linux.
     */
    private static void limitFiles(Node node, String limit) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder(
                        "prlimit", "--pid", String.valueOf(node.child().pid()), "--fsize=" + limit)
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).as("prlimit").isEqualTo(0);
    }

    @Test
    void aStoreThatAnotherProgramHoldsIsSaidAndPassesWhenItLetsGo() throws SQLException {
        try (Node node = node();
                Visit visit = arrive(node)) {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + node.store());
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                triesInVain(visit, "refuse");
                assertThat(node.health()).contains("\"status\":\"degraded\"");
                statement.execute("ROLLBACK");
            }
            visit.open("/");
            visit.pressInBanner("refuse");
            assertThat(visit.cookies()).isEqualTo(Set.of("eu-consent", "sid"));
        }
    }

    @Test
    void aPlaceWhereNoStoreCanBeMadeDoesNotTakeTheSiteAway() {
        try (Node node = node("--store", "/dev/null/temoin.db");
                Visit visit = arrive(node)) {
            triesInVain(visit, "accept");
            assertThat(node.health()).contains("\"status\":\"degraded\"");
        }
    }
}
