package eu.temoin.centre;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which guide fits, by headers as browsers really send them. */
class RecognitionTest {
    private static final String WIN =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ";
    private static final String CHROME = "Chrome/144.0.0.0 Safari/537.36";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            chrome-desktop  | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36
            chrome-desktop  | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36
            chrome-desktop  | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36
            chrome-desktop  | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36
            chrome-android  | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Mobile Safari/537.36
            chrome-android  | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36
            chrome-ios      | Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/144.0.7559.53 Mobile/15E148 Safari/604.1
            chrome-ios      | Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/144.0.7559.53 Mobile/15E148 Safari/604.1
            chrome-ios      | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/144 Version/11.1.1 Safari/605.1.15
            edge-desktop    | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36 Edg/144.0.3719.82
            edge-desktop    | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36 Edg/144.0.3719.82
            edge-android    | Mozilla/5.0 (Linux; Android 10; HD1913) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.7559.59 Mobile Safari/537.36 EdgA/143.0.3650.125
            edge-ios        | Mozilla/5.0 (iPhone; CPU iPhone OS 17_7_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/143.0.3650.125 Mobile/15E148 Safari/605.1.15
            firefox-desktop | Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:147.0) Gecko/20100101 Firefox/147.0
            firefox-desktop | Mozilla/5.0 (Macintosh; Intel Mac OS X 15.7; rv:147.0) Gecko/20100101 Firefox/147.0
            firefox-desktop | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0
            firefox-android | Mozilla/5.0 (Android 16; Mobile; rv:147.0) Gecko/147.0 Firefox/147.0
            firefox-ios     | Mozilla/5.0 (iPhone; CPU iPhone OS 15_7_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/147.0 Mobile/15E148 Safari/605.1.15
            firefox-ios     | Mozilla/5.0 (iPad; CPU OS 15_7_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/147.0 Mobile/15E148 Safari/605.1.15
            safari-mac      | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Safari/605.1.15
            safari-ios      | Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Mobile/15E148 Safari/604.1
            safari-ios      | Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Mobile/15E148 Safari/604.1
            samsung-android | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36
            samsung-android | Mozilla/5.0 (Linux; Android 9; SAMSUNG SM-T720) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Safari/537.36
            """)
    void readsTheUserAgent(String guide, String agent) {
        assertThat(Recognition.of(agent, "", "").map(Guide::id)).contains(guide);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            none            | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36 OPR/126.0.0.0
            none            | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36 Vivaldi/7.7.3851.67
            none            | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 YaBrowser/25.12.0.0 Safari/537.36
            none            | Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15
            none            | Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/144.0.0.0 Mobile Safari/537.36
            none            | Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/541.0.0.0]
            none            | Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
            none            | Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko
            none            | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/30.0 Chrome/140.0.0.0 Safari/537.36
            none            | curl/8.14.1
            """)
    void hasNoGuideForWhatPassesForAnother(String none, String agent) {
        assertThat(Recognition.of(agent, "", "")).as(none).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} on {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            chrome-desktop  | "Not(A:Brand";v="8", "Chromium";v="144", "Google Chrome";v="144"      | "Windows"
            chrome-desktop  | "Google Chrome";v="131", "Chromium";v="131", "Not_A Brand";v="24"     | "macOS"
            chrome-desktop  | "Chromium";v="156", "Not)A;Brand";v="99"                              | "Linux"
            chrome-android  | "Not(A:Brand";v="8", "Chromium";v="144", "Google Chrome";v="144"      | "Android"
            edge-desktop    | "Not(A:Brand";v="8", "Chromium";v="144", "Microsoft Edge";v="144"     | "Windows"
            edge-android    | "Not(A:Brand";v="8", "Chromium";v="144", "Microsoft Edge";v="144"     | "Android"
            samsung-android | "Chromium";v="136", "Samsung Internet";v="29.0", "Not.A/Brand";v="99" | "Android"
            none            | "Not(A:Brand";v="8", "Chromium";v="144", "Brave";v="144"              | "Windows"
            none            | "Chromium";v="142", "Opera";v="126", "Not_A Brand";v="99"             | "Linux"
            none            | "Not(A:Brand";v="8", "Chromium";v="144", "Android WebView";v="144"    | "Android"
            none            | banana                                                                 | "Windows"
            """)
    void believesTheBrandsBeforeTheUserAgent(String guide, String brands, String platform) {
        assertThat(Recognition.of(WIN + CHROME, brands, platform).map(Guide::id).orElse("none"))
                .isEqualTo(guide);
    }

    @Test
    void readsNothingOfNothingAndNothingLong() {
        assertThat(Recognition.of("", "", "")).isEmpty();
        assertThat(Recognition.of("Firefox/147.0", "", "")).isEmpty();
    }
}
