#include "cache/provenance.h"

namespace larder {

QString sourceName(Source source)
{
    return source == Source::Cache ? QStringLiteral("cache") : QStringLiteral("database");
}

QString freshnessName(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Live:
        return QStringLiteral("live");
    case Freshness::ProvenFresh:
        return QStringLiteral("proven fresh");
    case Freshness::NotVerified:
        return QStringLiteral("not verified");
    case Freshness::Stale:
        return QStringLiteral("stale");
    case Freshness::Snapshot:
        return QStringLiteral("snapshot");
    }
    return {};
}

} // namespace larder
