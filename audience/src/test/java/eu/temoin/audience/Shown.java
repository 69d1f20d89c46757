package eu.temoin.audience;

import java.util.EnumMap;
import java.util.Map;

/** A request and its answer as tests tell them. */
final class Shown implements Seen {
    private final Map<Header, String> headers = new EnumMap<>(Header.class);
    private String method = "GET";
    private String path = "/";
    private String query = "";
    private String address = "192.0.2.1";
    private int status = 200;
    private boolean html = true;
    private boolean whole = true;
    private long millis = 20;
    private boolean own;

    private Shown() {}

    /** A page that a person's browser went to, by itself. */
    static Shown page(String path) {
        return new Shown()
                .path(path)
                .with(Header.DESTINATION, "document")
                .with(Header.SITE, "same-origin")
                .with(Header.LANGUAGE, "fr-FR,fr;q=0.9")
                .with(Header.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    }

    Shown path(String asked) {
        path = asked;
        return this;
    }

    Shown query(String asked) {
        query = asked;
        return this;
    }

    Shown method(String asked) {
        method = asked;
        return this;
    }

    Shown address(String from) {
        address = from;
        return this;
    }

    Shown status(int answered) {
        status = answered;
        return this;
    }

    Shown html(boolean is) {
        html = is;
        return this;
    }

    Shown whole(boolean is) {
        whole = is;
        return this;
    }

    Shown millis(long took) {
        millis = took;
        return this;
    }

    Shown byWhoRunsTheSite() {
        own = true;
        return this;
    }

    Shown with(Header header, String value) {
        headers.put(header, value);
        return this;
    }

    Shown from(String referrer) {
        return with(Header.SITE, "cross-site").with(Header.REFERRER, referrer);
    }

    @Override
    public boolean allowed() {
        return true;
    }

    @Override
    public boolean own() {
        return own;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String query() {
        return query;
    }

    @Override
    public String header(Header header) {
        return headers.getOrDefault(header, "");
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public boolean html() {
        return html;
    }

    @Override
    public boolean whole() {
        return whole;
    }

    @Override
    public long firstByteNanos() {
        return millis * 500_000;
    }

    @Override
    public long totalNanos() {
        return millis * 1_000_000;
    }

    @Override
    public long bytes() {
        return 1_000;
    }
}
