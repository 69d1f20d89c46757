package eu.temoin.journeys;

import eu.temoin.audience.AudienceStore;
import eu.temoin.audience.AudienceStoreException;
import eu.temoin.audience.Dimension;
import eu.temoin.audience.Flush;
import eu.temoin.audience.Histogram;
import eu.temoin.audience.HourSums;
import eu.temoin.audience.Sum;
import eu.temoin.audience.Total;
import eu.temoin.audience.VisitorSketch;
import eu.temoin.storage.SqliteDatabase;
import eu.temoin.storage.SqliteOptions;
import eu.temoin.storage.StorageException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The arcade as it would be read: sixty days of hours in a store, the same for the same day, with what a site has: nights
 * and week-ends, a campaign, a page that is slow, a link that broke twelve days ago. Written before a node opens the store.
 */
final class Readership {
    static final int DAYS = 60;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int[] DAY_SHAPE = {
        9, 5, 3, 2, 2, 3, 8, 18, 30, 38, 42, 46, 60, 58, 44, 42, 45, 56, 70, 84, 96, 90, 60, 28
    };

    /** What is slow takes so many milliseconds in the middle. */
    private record Shown(String path, int share, double millis) {}

    private static final List<Shown> PAGES = List.of(
            new Shown("/fr/", 240, 42),
            new Shown("/fr/play", 210, 55),
            new Shown("/fr/scores", 120, 410),
            new Shown("/en/", 90, 44),
            new Shown("/fr/film", 84, 120),
            new Shown("/en/play", 70, 58),
            new Shown("/fr/journal/*", 52, 140),
            new Shown("/en/scores", 38, 395),
            new Shown("/fr/about", 31, 38),
            new Shown("/fr/settings", 24, 36),
            new Shown("/en/film", 18, 125),
            new Shown("/fr/recherche", 14, 980),
            new Shown("/en/about", 8, 39),
            new Shown("/fr/sign-in", 7, 61));

    private static final Map<String, Integer> SOURCES = shares(
            "(direct)",
            410,
            "moteur.example",
            300,
            "forum-retro.example",
            120,
            "annuaire-jeux.example",
            62,
            "lettre.example",
            54,
            "(unknown)",
            21,
            "musee-du-jeu.example",
            18,
            "blog-pixel.example",
            9);

    private static final Map<String, Integer> LANGUAGES =
            shares("fr", 690, "en", 190, "de", 46, "nl", 22, "es", 20, "(unknown)", 14, "it", 12, "pt", 6);

    private static final Map<String, Integer> DEVICES = shares("desktop", 520, "mobile", 410, "tablet", 70);

    private static final Map<String, Integer> DROPPED = shares(
            "robot", 310, "part", 2_900, "redirect", 64, "fragment", 40, "prefetch", 22, "unfinished", 9, "frame", 14);

    private final Random random;
    private final ZonedDateTime now;

    private Readership(ZonedDateTime now) {
        this.now = now;
        this.random = new Random(now.toLocalDate().toEpochDay());
    }

    private static Map<String, Integer> shares(Object... pairs) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            shares.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return shares;
    }

    /** Fills a new store up to {@code until}. */
    static void fill(Path file, Instant until) {
        try (SqliteDatabase database = SqliteDatabase.open(file, SqliteOptions.defaults())) {
            new Readership(until.atZone(PARIS)).fill(database.audience());
        } catch (StorageException | AudienceStoreException failed) {
            throw new AssertionError("a store could not be filled", failed);
        }
    }

    private void fill(AudienceStore store) throws AudienceStoreException {
        long last = now.toEpochSecond() / 3_600;
        long first = now.toLocalDate().minusDays(DAYS - 1L).atStartOfDay(PARIS).toEpochSecond() / 3_600;
        List<HourSums> hours = new ArrayList<>();
        long sequence = 0;
        for (long hour = first; hour <= last; hour++) {
            hours.add(
                    new HourSums(hour, hour(Instant.ofEpochSecond(hour * 3_600).atZone(PARIS)), new VisitorSketch()));
            if (hours.size() == 100 || hour == last) {
                store.add(new Flush("readership", ++sequence, hours));
                hours = new ArrayList<>();
            }
        }
    }

    private long daysAgo(ZonedDateTime hour) {
        return now.toLocalDate().toEpochDay() - hour.toLocalDate().toEpochDay();
    }

    private List<Sum> hour(ZonedDateTime hour) {
        boolean weekend = hour.getDayOfWeek() == DayOfWeek.SATURDAY || hour.getDayOfWeek() == DayOfWeek.SUNDAY;
        double growth = 1 + 0.3 * (DAYS - daysAgo(hour)) / DAYS;
        boolean campaign = daysAgo(hour) <= 9 && daysAgo(hour) >= 5;
        long views = Math.round(6.2
                * DAY_SHAPE[hour.getHour()]
                * growth
                * (weekend ? 1.35 : 1)
                * (campaign ? 1.4 : 1)
                * (0.9 + 0.2 * random.nextDouble()));
        List<Sum> sums = new ArrayList<>();
        Sum all = Sum.of(Dimension.SITE, Total.VIEWS.word(), 0);
        int shares = PAGES.stream().mapToInt(Shown::share).sum();
        for (Shown page : PAGES) {
            long count = Math.round((double) views * page.share() / shares);
            if (count > 0) {
                Sum sum = timed(page, count);
                sums.add(sum);
                all = all.plus(sum);
            }
        }
        long shown = all.count();
        sums.add(new Sum(Dimension.SITE, Total.VIEWS.word(), shown, all.bytes(), all.firstByte(), all.whole()));
        long entries = shown * 3 / 10;
        sums.add(Sum.of(Dimension.SITE, Total.ENTRIES.word(), entries));
        spread(sums, Dimension.SOURCE, SOURCES, entries);
        spread(sums, Dimension.ENTRY, shares("/fr/", 520, "/fr/play", 190, "/en/", 140, "/fr/journal/*", 90), entries);
        spread(sums, Dimension.LANGUAGE, LANGUAGES, shown);
        spread(sums, Dimension.DEVICE, DEVICES, shown);
        spread(sums, Dimension.DROPPED, DROPPED, shown * 2);
        sums.add(Sum.of(Dimension.TIME, "%02d".formatted(hour.getHour()), shown));
        if (campaign) {
            spread(sums, Dimension.CAMPAIGN, shares("utm_source=lettre", 60, "utm_source=affiche", 25), shown / 8);
        }
        failures(sums, hour, shown);
        return sums;
    }

    private void failures(List<Sum> sums, ZonedDateTime hour, long shown) {
        long lost = shown / 160;
        long broken = daysAgo(hour) <= 12 ? shown / 45 : 0;
        long search = daysAgo(hour) == 3 && hour.getHour() >= 14 ? shown / 20 : shown / 600;
        Map<String, Integer> failed = shares(
                "404 /fr/jeux/labyrinthe", (int) broken, "404 /fr/*", (int) lost, "500 /fr/recherche", (int) search);
        failed.forEach((name, count) -> {
            if (count > 0) {
                sums.add(Sum.of(Dimension.FAILURE, name, count));
            }
        });
        sums.add(Sum.of(Dimension.SITE, Total.FAILED_PAGES.word(), broken + lost + search));
        sums.add(Sum.of(Dimension.STATUS, "200", shown * 8 / 10));
        sums.add(Sum.of(Dimension.STATUS, "304", shown - shown * 8 / 10));
        sums.add(Sum.of(Dimension.STATUS, "404", broken + lost));
        sums.add(Sum.of(Dimension.STATUS, "500", search));
    }

    private static void spread(List<Sum> sums, Dimension dimension, Map<String, Integer> shares, long all) {
        int whole = shares.values().stream().mapToInt(Integer::intValue).sum();
        shares.forEach((name, share) -> {
            long count = Math.round((double) all * share / whole);
            if (count > 0) {
                sums.add(Sum.of(dimension, name, count));
            }
        });
    }

    private Sum timed(Shown page, long count) {
        long[] whole = new long[256];
        long[] firstByte = new long[256];
        for (long i = 0; i < count; i++) {
            double millis = page.millis() * Math.exp(0.45 * random.nextGaussian());
            whole[bucket(millis)]++;
            firstByte[bucket(millis * 0.6)]++;
        }
        return new Sum(Dimension.PAGE, page.path(), count, 14_000 * count, histogram(firstByte), histogram(whole));
    }

    private static int bucket(double millis) {
        double factor = (1 + Histogram.ERROR) / (1 - Histogram.ERROR);
        return Math.clamp((long) Math.ceil(Math.log(millis * 10) / Math.log(factor)), 0, 138);
    }

    private static Histogram histogram(long[] counts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int first = 0;
        while (counts[first] == 0) {
            first++;
        }
        int last = counts.length - 1;
        while (counts[last] == 0) {
            last--;
        }
        varint(bytes, first);
        for (int i = first; i <= last; i++) {
            varint(bytes, counts[i]);
        }
        return Histogram.decode(bytes.toByteArray());
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
