#include "cache/provenance.h"

namespace larder {

QString sourceName(Source source)
{
    switch (source) {
    case Source::Database:
        return QStringLiteral("database");
    case Source::Cache:
        return QStringLiteral("cache");
    case Source::RowCache:
        return QStringLiteral("row cache");
    case Source::Partial:
        return QStringLiteral("partial");
    }
    return {};
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

QString fidelityName(Fidelity fidelity)
{
    return fidelity == Fidelity::AsDelivered ? QStringLiteral("as delivered") : QStringLiteral("exact");
}

} // namespace larder
