package eu.temoin.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * The name that a path is counted under: the template it fits, or else the path itself with numbers, long hexadecimal
 * runs and whatever looks like an address or a key made a star. It is bounded, and printable ASCII.
 */
final class Paths {
    /** Characters of a name; what is longer is cut and ends in a star. */
    static final int LENGTH_MAX = 160;

    /** A segment that is longer is no word, and becomes a star. */
    static final int SEGMENT_MAX = 60;

    private static final String ANY = "{}";

    private final List<String[]> templates = new ArrayList<>();
    private final List<String> names;

    /** @param templates such as {@code /scores/{}}, where braces stand for one segment */
    Paths(List<String> templates) {
        this.names = List.copyOf(templates);
        for (String template : templates) {
            this.templates.add(template.substring(1).split("/", -1));
        }
    }

    String name(String path) {
        for (int i = 0; i < templates.size(); i++) {
            if (fits(templates.get(i), path)) {
                return names.get(i);
            }
        }
        return isPlain(path) ? path : folded(path);
    }

    private static boolean fits(String[] template, String path) {
        int at = 1;
        for (int i = 0; i < template.length; i++) {
            int slash = path.indexOf('/', at);
            boolean last = i == template.length - 1;
            if (last != slash < 0) {
                return false;
            }
            int end = last ? path.length() : slash;
            boolean fits = template[i].equals(ANY)
                    ? end > at
                    : template[i].length() == end - at && path.startsWith(template[i], at);
            if (!fits) {
                return false;
            }
            at = end + 1;
        }
        return path.startsWith("/");
    }

    /** Words of letters alone, short enough: the usual case, which copies nothing. */
    private static boolean isPlain(String path) {
        if (path.length() > LENGTH_MAX) {
            return false;
        }
        int hexRun = 0;
        int segment = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean letter = Folding.isLetter(c);
            hexRun = letter && Folding.isHex(c) ? hexRun + 1 : 0;
            segment = c == '/' ? 0 : segment + 1;
            boolean harmless = letter || c == '/' || c == '-' || c == '_' || c == '.';
            if (!harmless || hexRun >= Folding.HEX_RUN_MIN || segment > SEGMENT_MAX) {
                return false;
            }
        }
        return path.startsWith("/");
    }

    private static String folded(String path) {
        StringBuilder name = new StringBuilder(Math.min(path.length(), LENGTH_MAX) + 1);
        int at = 0;
        while (at < path.length() && name.length() < LENGTH_MAX) {
            int start = path.charAt(at) == '/' ? at + 1 : at;
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            name.append('/');
            appendSegment(name, path.substring(start, end));
            at = end;
        }
        if (name.length() > LENGTH_MAX) {
            name.setLength(LENGTH_MAX - 1);
            star(name);
        }
        return name.isEmpty() ? "/" : name.toString();
    }

    private static void appendSegment(StringBuilder name, String whole) {
        int semicolon = whole.indexOf(';');
        // What follows is a parameter of the segment: a session's number, most often.
        String segment = semicolon < 0 ? whole : whole.substring(0, semicolon);
        boolean address = segment.indexOf('@') >= 0 || segment.contains("%40");
        if (segment.length() > SEGMENT_MAX || address) {
            star(name);
            return;
        }
        for (int at = 0; at < segment.length(); ) {
            char c = segment.charAt(at);
            boolean encoded = c == '%' && at + 2 < segment.length();
            int end = encoded ? at : Folding.end(segment, at, 1);
            if (end > at) {
                star(name);
                at = end;
            } else if (encoded) {
                name.append(segment, at, at + 3);
                at += 3;
            } else {
                name.append(c > ' ' && c < 0x7F ? c : '*');
                at++;
            }
        }
    }

    private static void star(StringBuilder name) {
        if (name.isEmpty() || name.charAt(name.length() - 1) != '*') {
            name.append('*');
        }
    }
}
