package eu.temoin.enforcement;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;

/** The dates of {@code Expires}, read as browsers read them (RFC 6265bis section 5.1.1), which is anything but a date. */
final class CookieDate {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int YEAR_MIN = 1601;

    private int hour = -1;
    private int minute;
    private int second;
    private int day = -1;
    private int month = -1;
    private int year = -1;

    private CookieDate() {}

    /** Seconds since 1970-01-01T00:00:00Z; empty where a browser finds no date. */
    static OptionalLong parse(String text) {
        CookieDate date = new CookieDate();
        int length = text.length();
        for (int at = 0; at < length; ) {
            while (at < length && isDelimiter(text.charAt(at))) {
                at++;
            }
            int start = at;
            while (at < length && !isDelimiter(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                date.take(text, start, at);
            }
        }
        return date.epochSecond();
    }

    private static boolean isDelimiter(char c) {
        return c == '\t'
                || c >= ' ' && c <= '/'
                || c >= ';' && c <= '@'
                || c >= '[' && c <= '`'
                || c >= '{' && c <= '~';
    }

    /** A token is the first of time, day, month and year that it can be and that is still missing. */
    private void take(String text, int start, int end) {
        if (hour < 0 && takeTime(text, start, end)) {
            return;
        }
        if (day < 0) {
            int found = number(text, start, end, 1, 2);
            if (found >= 0) {
                day = found;
                return;
            }
        }
        if (month < 0 && end - start >= 3) {
            int found = MONTHS.indexOf(text.substring(start, start + 3).toLowerCase(Locale.ROOT));
            if (found >= 0 && found % 3 == 0) {
                month = found / 3 + 1;
                return;
            }
        }
        if (year < 0) {
            year = number(text, start, end, 2, 4);
        }
    }

    private boolean takeTime(String text, int start, int end) {
        int firstColon = text.indexOf(':', start);
        int secondColon = firstColon < 0 ? -1 : text.indexOf(':', firstColon + 1);
        if (secondColon < 0 || secondColon >= end) {
            return false;
        }
        int hours = number(text, start, firstColon, 1, 2);
        int minutes = number(text, firstColon + 1, secondColon, 1, 2);
        int seconds = number(text, secondColon + 1, end, 1, 2);
        boolean onlyDigits = firstColon - start <= 2 && secondColon - firstColon - 1 <= 2;
        if (!onlyDigits || hours < 0 || minutes < 0 || seconds < 0 || !allDigits(text, start, firstColon)) {
            return false;
        }
        if (!allDigits(text, firstColon + 1, secondColon)) {
            return false;
        }
        hour = hours;
        minute = minutes;
        second = seconds;
        return true;
    }

    private static boolean allDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return end > start;
    }

    /** The number of {@code min} to {@code max} digits that begins here and is followed by none, or -1. */
    private static int number(String text, int start, int end, int min, int max) {
        int value = 0;
        int at = start;
        while (at < end && isDigit(text.charAt(at))) {
            if (at - start == max) {
                return -1;
            }
            value = value * 10 + (text.charAt(at) - '0');
            at++;
        }
        return at - start < min ? -1 : value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private OptionalLong epochSecond() {
        if (hour < 0 || day < 0 || month < 0 || year < 0) {
            return OptionalLong.empty();
        }
        int fullYear = year >= 70 && year <= 99 ? year + 1900 : year <= 69 ? year + 2000 : year;
        if (fullYear < YEAR_MIN) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    LocalDateTime.of(fullYear, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
    }
}
