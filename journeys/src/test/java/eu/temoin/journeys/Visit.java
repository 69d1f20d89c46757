package eu.temoin.journeys;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One visitor on one site: what they see of Témoin there, and what they press. */
final class Visit implements AutoCloseable {
    private static final int SEEN_MILLIS_MAX = 20_000;
    private static final String PLACEHOLDER = "iframe[data-temoin-placeholder]";

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(SEEN_MILLIS_MAX);
    }

    private final BrowserContext context;
    private final Page page;
    private final String origin;

    Visit(BrowserContext context, String origin) {
        this.context = context;
        this.page =
                context.pages().isEmpty() ? context.newPage() : context.pages().getFirst();
        this.origin = origin;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Opens a page and waits until it is loaded: whatever stands in it has been asked for, or has not. */
    void open(String path) {
        page.navigate(origin + path);
        settle();
    }

    void settle() {
        page.waitForLoadState(LoadState.LOAD);
    }

    Locator banner() {
        return page.locator("#temoin");
    }

    Locator centreLink() {
        return page.locator("#temoin-c a").first();
    }

    /** What the centre says was done. */
    Locator message() {
        return page.locator(".msg[role=status]");
    }

    /** The frame that shows the first placeholder. */
    Locator placeholder() {
        return page.locator(PLACEHOLDER).first();
    }

    /** What the first placeholder says. */
    Locator inPlaceholder() {
        return inPlaceholder("");
    }

    /** What the placeholder says whose frame matches {@code frame}, a selector of CSS. */
    Locator inPlaceholder(String frame) {
        return page.locator(PLACEHOLDER + frame).first().contentFrame().locator("body");
    }

    /** Presses a button of the banner, which leads back to the same page without it. */
    void pressInBanner(String action) {
        banner().locator("button[value=" + action + "]").click();
        PlaywrightAssertions.assertThat(banner()).hasCount(0);
        settle();
        PlaywrightAssertions.assertThat(banner()).hasCount(0);
    }

    void openCentre() {
        // By keyboard: a page that is still settling moves what a mouse aims at.
        centreLink().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("#purposes")).isVisible();
    }

    /** Sets a category or provider of the centre: {@code c.media}, {@code p.lanterne}. */
    void set(String name, boolean granted) {
        page.locator("input[name='" + name + "'][value='" + (granted ? 1 : 0) + "']")
                .first()
                .check(new Locator.CheckOptions().setForce(true));
    }

    /** Presses a button of the centre, and waits for its answer, which carries the receipt. */
    void pressInCentre(String action) {
        page.locator("main button[value=" + action + "]").first().click();
        PlaywrightAssertions.assertThat(page.locator("a[download]")).isVisible();
        settle();
    }

    /** Chooses in the centre to be asked before each tracker. */
    void askEachTime() {
        page.locator("input[name=mode][value=each]").check(new Locator.CheckOptions().setForce(true));
        pressInCentre("save");
    }

    /** Opens whatever stands folded on the page. */
    void unfold() {
        for (Locator closed :
                page.locator("main details:not([open]) > summary").all().reversed()) {
            closed.click();
        }
    }

    /** Names of the cookies that this browser holds for the site. */
    Set<String> cookies() {
        return cookiesOf(origin);
    }

    Set<String> cookiesOf(String address) {
        return context.cookies(address).stream()
                .map(cookie -> cookie.name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The site's own choice cookie as it is held. */
    List<Cookie> choice() {
        return context.cookies(origin).stream()
                .filter(cookie -> cookie.name.equals("eu-consent"))
                .toList();
    }

    void carry(String name, String value) {
        context.addCookies(List.of(new Cookie(name, value).setUrl(origin)));
    }

    @Override
    public void close() {
        context.close();
    }
}
