package eu.temoin.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Chromium, each visitor with a profile of their own.
 *
 * <p>Debian's Chromium blocks third-party cookies by a preference of its own, and a test of leaks would then prove
 * nothing: the profile switches that off. It is done there and never by a file under {@code /etc}.
 */
final class Chromium implements AutoCloseable {
    private static final String THIRD_PARTY_COOKIES_ALLOWED =
            "{\"profile\":{\"cookie_controls_mode\":0,\"block_third_party_cookies\":false}}";

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps");

    private static final String PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Safari/537.36";

    /** What a step may take on a machine that is busy with other things. */
    private static final int STEP_MILLIS_MAX = 30_000;

    private final Playwright playwright;
    private final Path profiles;
    private @Nullable Browser shared;
    private @Nullable Browser people;

    private Chromium(Playwright playwright, Path profiles) {
        this.playwright = playwright;
        this.profiles = profiles;
    }

    static Chromium start() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        try {
            return new Chromium(
                    Playwright.create(new Playwright.CreateOptions().setEnv(environment)),
                    Files.createTempDirectory("temoin-profiles"));
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    /** The browser that the launcher found; Debian's where a test is run by hand. */
    private static Path executable() {
        String found = System.getProperty("temoin.chromium", "/usr/bin/chromium");
        Path executable = Path.of(found);
        if (!Files.isExecutable(executable)) {
            throw new IllegalStateException("no browser at " + found
                    + ": run the tests by ./temoin test, which finds one, or give its path by -Dtemoin.chromium");
        }
        return executable;
    }

    /** What a visitor's browser is like. */
    record Visitor(
            boolean javaScript,
            boolean gpc,
            boolean dark,
            boolean reducedMotion,
            int width,
            int height,
            String language) {
        static final Visitor USUAL = new Visitor(true, false, false, false, 1280, 800, "fr-FR");

        Visitor withoutJavaScript() {
            return new Visitor(false, gpc, dark, reducedMotion, width, height, language);
        }

        Visitor withGpc() {
            return new Visitor(javaScript, true, dark, reducedMotion, width, height, language);
        }

        Visitor inTheDark() {
            return new Visitor(javaScript, gpc, true, reducedMotion, width, height, language);
        }

        Visitor at(int newWidth, int newHeight) {
            return new Visitor(javaScript, gpc, dark, reducedMotion, newWidth, newHeight, language);
        }

        Visitor speaking(String newLanguage) {
            return new Visitor(javaScript, gpc, dark, reducedMotion, width, height, newLanguage);
        }
    }

    /**
     * A newcomer in a browser that is shared with other visitors, as private windows share one: quick to open, but
     * Chromium then has its own opinion of third-party cookies.
     */
    BrowserContext visitor(Visitor visitor) {
        Browser browser = shared;
        if (browser == null) {
            browser = launch(ARGUMENTS);
            shared = browser;
        }
        return visitor(browser, visitor);
    }

    /**
     * The same in a browser that does not say that no person looks at it, since who says so is not counted. Set for the
     * whole browser: what a page sends when it is left carries the name of that.
     */
    BrowserContext person(Visitor visitor) {
        Browser browser = people;
        if (browser == null) {
            browser = launch(Stream.concat(ARGUMENTS.stream(), Stream.of("--user-agent=" + PERSON))
                    .toList());
            people = browser;
        }
        return visitor(browser, visitor);
    }

    private Browser launch(List<String> arguments) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setHeadless(true)
                        .setArgs(arguments));
    }

    private static BrowserContext visitor(Browser browser, Visitor visitor) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setJavaScriptEnabled(visitor.javaScript())
                .setColorScheme(visitor.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(visitor.reducedMotion() ? ReducedMotion.REDUCE : ReducedMotion.NO_PREFERENCE)
                .setLocale(visitor.language())
                .setViewportSize(visitor.width(), visitor.height())
                .setIgnoreHTTPSErrors(true);
        if (visitor.gpc()) {
            options.setExtraHTTPHeaders(Map.of("Sec-GPC", "1"));
        }
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(STEP_MILLIS_MAX);
        return context;
    }

    /** A newcomer with a browser and a profile of their own: nothing stored, nothing decided. */
    BrowserContext newcomer(Visitor visitor) {
        try {
            return open(Files.createTempDirectory(profiles, "visitor"), visitor);
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    /** A newcomer whose browser is set to show text in {@code pixels}, as the settings of every browser allow. */
    BrowserContext withTextOf(int pixels, Visitor visitor) {
        try {
            Path profile = Files.createTempDirectory(profiles, "visitor");
            Files.createDirectories(profile.resolve("Default"));
            Files.writeString(
                    profile.resolve("Default").resolve("Preferences"),
                    "{\"webkit\":{\"webprefs\":{\"default_font_size\":" + pixels + ",\"default_fixed_font_size\":"
                            + pixels * 13 / 16 + "}}}");
            return open(profile, visitor);
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    /** A browser on a profile that may have been used before. */
    BrowserContext open(Path profile, Visitor visitor) {
        try {
            Path preferences = profile.resolve("Default").resolve("Preferences");
            if (!Files.exists(preferences)) {
                Files.createDirectories(preferences.getParent());
                Files.writeString(preferences, THIRD_PARTY_COOKIES_ALLOWED);
            }
        } catch (IOException noProfile) {
            throw new UncheckedIOException(noProfile);
        }
        BrowserType.LaunchPersistentContextOptions options = new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(executable())
                .setHeadless(true)
                .setArgs(ARGUMENTS)
                // Visitors' browsers have one.
                .setIgnoreDefaultArgs(List.of("--disable-back-forward-cache"))
                .setJavaScriptEnabled(visitor.javaScript())
                .setColorScheme(visitor.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(visitor.reducedMotion() ? ReducedMotion.REDUCE : ReducedMotion.NO_PREFERENCE)
                .setLocale(visitor.language())
                .setViewportSize(visitor.width(), visitor.height())
                .setIgnoreHTTPSErrors(true);
        if (visitor.gpc()) {
            options.setExtraHTTPHeaders(Map.of("Sec-GPC", "1"));
        }
        BrowserContext context = playwright.chromium().launchPersistentContext(profile, options);
        context.setDefaultTimeout(STEP_MILLIS_MAX);
        return context;
    }

    @Override
    public void close() {
        playwright.close();
        try (Stream<Path> files = Files.walk(profiles)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
