package eu.temoin.gateway;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Origin;
import eu.temoin.consent.Signals;
import eu.temoin.consent.TokenReading;
import eu.temoin.consent.Tracker;
import eu.temoin.enforcement.RequestCookies;
import eu.temoin.enforcement.SitePolicy;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One request and its answer, as the stages see and change them. Lives on one event loop, from the head of the request
 * to the end of the answer. Until a stage says better, everything in it is the cautious value.
 */
final class Exchange {
    /** Only the first is asked about: the rest is for those that can be answered no more when it is its turn. */
    private static final int MET_MAX = 16;

    private final Loop loop;
    private final HttpRequest request;
    private final InetAddress peer;
    private final SiteInForce site;
    private final Target target;
    private final Destination destination;
    private final boolean upgrade;

    private Origin origin;
    private Signals signals = Signals.NONE;
    private TokenReading reading = TokenReading.NONE;
    private Decision decision;
    private boolean once;
    private boolean ownVisit;
    private final Set<String> met = new LinkedHashSet<>(0);
    private String language;
    private Optional<RequestCookies> cookies = Optional.empty();
    private boolean takenBack;
    private boolean workerScript;
    private boolean attachment;
    private Optional<SitePolicy.Outcome> sitePolicy = Optional.empty();
    private ContentKind kind = ContentKind.HTML;
    private boolean visitorsOwn = true;
    private EntityTags tags = EntityTags.UNTOUCHED;
    private boolean acceptsGzip;
    private HttpHeaders answerHeaders = EmptyHttpHeaders.INSTANCE;
    private BodyPlan bodyPlan = BodyPlan.PASS;

    Exchange(Loop loop, SiteInForce site, HttpRequest request, InetAddress peer) {
        this.loop = loop;
        this.site = site;
        this.request = request;
        this.peer = peer;
        this.target = Target.of(request.uri());
        this.destination = Destination.of(request.headers());
        this.upgrade = WebSocket.isHandshake(request);
        this.origin = site.canonicalOrigin();
        this.decision = site.denied();
        this.language = site.register().site().languages().getFirst();
    }

    Loop loop() {
        return loop;
    }

    SiteInForce site() {
        return site;
    }

    boolean enforces() {
        return site.mode() == Mode.ENFORCE;
    }

    /** As it came, but for what stages changed in its headers. */
    HttpRequest request() {
        return request;
    }

    HttpHeaders headers() {
        return request.headers();
    }

    String method() {
        return request.method().name();
    }

    /** Whether the request changes nothing on the site (RFC 9110 section 9.2.1), and so may be sent twice. */
    boolean isSafe() {
        return method().equals("GET") || method().equals("HEAD") || method().equals("OPTIONS");
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    /** Of the other end of the connection: a browser, or the proxy in front. Never logged. */
    InetAddress peer() {
        return peer;
    }

    Target target() {
        return target;
    }

    Destination destination() {
        return destination;
    }

    /** Whether it asks for a WebSocket. */
    boolean isUpgrade() {
        return upgrade;
    }

    /** The site's origin that was asked. */
    Origin origin() {
        return origin;
    }

    void origin(Origin asked) {
        origin = asked;
    }

    Signals signals() {
        return signals;
    }

    void signals(Signals read) {
        signals = read;
    }

    TokenReading reading() {
        return reading;
    }

    void reading(TokenReading read) {
        reading = read;
    }

    Decision decision() {
        return decision;
    }

    void decision(Decision made) {
        decision = made;
    }

    /** Whether a grant of "load once" brought this request, and counts for no other. */
    boolean usesOnce() {
        return once;
    }

    void usesOnce(boolean used) {
        once = used;
    }

    /** Whether it comes from who runs the site, so that it is counted apart; false wherever nothing may be counted. */
    boolean isOwnVisit() {
        return ownVisit;
    }

    /** Whether a script in the page may measure how its visitor sees it. */
    boolean isMeasured() {
        return site.measures() && decision.allowsAudience() && !ownVisit;
    }

    void ownVisit(boolean own) {
        ownVisit = own;
    }

    /**
     * Something of a provider, or of the site itself for a category, did not pass here. Kept where the visitor wants to
     * be asked about each and has not answered yet.
     *
     * @param id of the provider or category
     */
    void met(String id) {
        if (decision.asksEachTime() && met.size() < MET_MAX && decision.isOpen(id)) {
            met.add(id);
        }
    }

    void met(Tracker tracker) {
        met(tracker.provider().orElse(tracker.category()));
    }

    /** What was met so far and is open, in the order in which it was met. */
    List<String> met() {
        return List.copyOf(met);
    }

    /** In which we speak to this visitor: one of the site's languages. */
    String language() {
        return language;
    }

    void language(String chosen) {
        language = chosen;
    }

    /** What became of the cookies that arrived; empty where nothing is filtered. */
    Optional<RequestCookies> cookies() {
        return cookies;
    }

    void cookies(RequestCookies filtered) {
        cookies = Optional.of(filtered);
    }

    /** Whether the path is one that the register took back from the site and the decision allows. */
    boolean isTakenBack() {
        return takenBack;
    }

    void takenBack(boolean allowed) {
        takenBack = allowed;
    }

    /** Whether the answer is an allowed service worker's script, to be changed with every choice. */
    boolean isWorkerScript() {
        return workerScript;
    }

    void workerScript(boolean allowed) {
        workerScript = allowed;
    }

    /**
     * Short ASCII text that is equal for two answers exactly where the same page would be made of the same bytes:
     * decision, register, language and our own making. It identifies nobody.
     */
    String fingerprint() {
        return site.fingerprint() + decision.fingerprint() + '-' + language + (isMeasured() ? "-m" : "");
    }

    /** What the answer is. */
    ContentKind kind() {
        return kind;
    }

    void kind(ContentKind found) {
        kind = found;
    }

    /**
     * Whether the answer is made for this visitor's decision, and so for no cache: what is rewritten, and whatever runs
     * or shows what it loads under the policy that comes with it.
     */
    boolean isVisitorsOwn() {
        return visitorsOwn;
    }

    void visitorsOwn(boolean own) {
        visitorsOwn = own;
    }

    /** Whether the answer is to be saved, not shown. */
    boolean isAttachment() {
        return attachment;
    }

    void attachment(boolean saved) {
        attachment = saved;
    }

    /** What the site's own policy leaves to our tags; empty where it has none. */
    Optional<SitePolicy.Outcome> sitePolicy() {
        return sitePolicy;
    }

    void sitePolicy(SitePolicy.Outcome outcome) {
        sitePolicy = Optional.of(outcome);
    }

    /** What became of the request's conditions. */
    EntityTags tags() {
        return tags;
    }

    void tags(EntityTags asked) {
        tags = asked;
    }

    /** Whether the browser takes gzip, whatever the site was asked for. */
    boolean acceptsGzip() {
        return acceptsGzip;
    }

    void acceptsGzip(boolean accepts) {
        acceptsGzip = accepts;
    }

    /** Headers of the answer, which may be changed until they are sent. */
    HttpHeaders answerHeaders() {
        return answerHeaders;
    }

    void answerHeaders(HttpHeaders headers) {
        answerHeaders = headers;
    }

    /** What is to happen to the answer's body. */
    BodyPlan bodyPlan() {
        return bodyPlan;
    }

    void bodyPlan(BodyPlan plan) {
        bodyPlan = plan;
    }
}
