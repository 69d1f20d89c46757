package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0) Chrome/116 Safari/537.36",
                "curl/8.5.0",
                "Wget/1.21",
                "python-requests/2.32",
                "Go-http-client/1.1",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0 Safari/537.36",
                "facebookexternalhit/1.1",
                "Mozilla/5.0 (compatible; UptimeRobot/2.0)",
                "Mozilla/5.0 (Linux; Android 9; CUBOT X20) like AhrefsBot/7.0",
                ""
            })
    void programsThatSayWhatTheyAreAreRobots(String userAgent) {
        assertThat(Robots.shipped().isRobot(userAgent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 9; CUBOT X20 PRO) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121 Safari/537.36",
                "Lynx/2.9.0 libwww-FM/2.14",
                "Caf\u00e9/1.0"
            })
    void browsersOfPersonsAreNone(String userAgent) {
        assertThat(Robots.shipped().isRobot(userAgent)).isFalse();
    }

    @Test
    void aWordInsideAnotherIsFound() {
        Robots robots = new Robots(List.of("abcd", "bc", "!xbc"));
        assertThat(robots.isRobot("..abc..")).isTrue();
        assertThat(robots.isRobot("ABCE")).isTrue();
        assertThat(robots.isRobot("xbc")).isFalse();
        assertThat(robots.isRobot("xbcabcd")).isTrue();
        assertThat(robots.isRobot("ab cd")).isFalse();
    }
}
