package eu.temoin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The vectors of the paper's reference code: key 00 01 … 0f, message 00 01 … */
class SipHashTest {
    private static final long[] KEY = {0x0706050403020100L, 0x0f0e0d0c0b0a0908L};

    private static String bytes(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append((char) i);
        }
        return text.toString();
    }

    @Test
    void vectorsOfTheReference() {
        assertThat(SipHash.of(KEY, "", "")).as("one zero byte").isEqualTo(0x74f839c593dc67fdL);
        assertThat(SipHash.of(KEY, "", bytes(1, 15))).as("15 bytes").isEqualTo(0xa129ca6149be45e5L);
    }

    @Test
    void keyAndBothTextsMatter() {
        long hash = SipHash.of(KEY, "192.0.2.1", "Firefox");
        assertThat(SipHash.of(KEY, "192.0.2.1", "Firefox")).isEqualTo(hash);
        assertThat(SipHash.of(KEY, "192.0.2.2", "Firefox")).isNotEqualTo(hash);
        assertThat(SipHash.of(KEY, "192.0.2.1", "Firefoy")).isNotEqualTo(hash);
        assertThat(SipHash.of(KEY, "192.0.2.1F", "irefox")).isNotEqualTo(hash);
        assertThat(SipHash.of(new long[] {KEY[0], KEY[1] + 1}, "192.0.2.1", "Firefox"))
                .isNotEqualTo(hash);
    }
}
