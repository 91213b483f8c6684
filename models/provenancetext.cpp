#include "models/provenancetext.h"

#include "models/quantitytext.h"

#include <QCoreApplication>
#include <QLocale>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Provenance", text);
}

QString freshnessText(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Live:
        return tr("live");
    case Freshness::ProvenFresh:
        return tr("proven fresh");
    case Freshness::NotVerified:
        return tr("not verified");
    case Freshness::Stale:
        return tr("stale");
    case Freshness::Snapshot:
        return tr("snapshot of the open transaction");
    }
    return {};
}

QString ageOf(const QDateTime& fetchedAt, const QDateTime& now)
{
    const std::chrono::milliseconds age(std::max<qint64>(0, fetchedAt.msecsTo(now)));
    return age < std::chrono::seconds(1) ? tr("just now") : tr("%1 ago").arg(ageText(age));
}

} // namespace

QString provenanceText(const Provenance& provenance, const QDateTime& now)
{
    const QString freshness = freshnessText(provenance.freshness);
    if (provenance.source == Source::Cache)
        return tr("cached %1 · %2").arg(ageOf(provenance.fetchedAt, now), freshness);
    QStringList parts{freshness};
    if (provenance.fetchedAt.isValid())
        parts << tr("read %1").arg(ageOf(provenance.fetchedAt, now));
    if (provenance.reason)
        parts << reasonText(provenance.reason);
    if (provenance.notStored)
        parts << tr("not stored: %1").arg(reasonText(provenance.notStored));
    return parts.join(QStringLiteral(" · "));
}

QString rowsText(const ResultSet& result, qint64 first, qint64 last)
{
    const QLocale locale;
    const QString count = locale.toString(result.rowCount());
    if (result.completeness() == Completeness::LimitReached)
        return tr("first %1 rows, more exist").arg(count);
    const QString all = result.completeness() == Completeness::Complete ? count : tr("%1 so far").arg(count);
    if (first < 1 || last < first)
        return tr("%1 rows").arg(all);
    return tr("rows %1–%2 of %3").arg(locale.toString(first), locale.toString(last), all);
}

QString timingsText(const RunTimings& timings)
{
    QStringList parts;
    const auto add = [&](const QString& name, std::chrono::nanoseconds time) {
        if (time.count() > 0)
            parts << QStringLiteral("%1 %2").arg(name, durationText(time));
    };
    add(tr("lookup"), timings.lookup);
    add(tr("check"), timings.validate);
    add(tr("execute"), timings.execute);
    add(tr("fetch"), timings.fetch);
    return parts.join(QStringLiteral(" + "));
}

} // namespace larder
