package eu.temoin.gateway;

import eu.temoin.audience.Audience;
import eu.temoin.enforcement.Findings;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the gateway is given from outside. Each may be called by several threads at once.
 *
 * @param site the register in force; read once for each request, so that a reload is one new value here
 * @param insertion what is put into pages
 * @param pages what is answered here
 * @param findings who hears of what was seen; called on event loops, so it may not block
 * @param audience where visits are counted, one lane an event loop
 * @param clock for the site's days
 */
public record Ports(
        Supplier<SiteInForce> site,
        Insertion insertion,
        LocalPages pages,
        Findings findings,
        Audience audience,
        InstantSource clock) {}
