#include "models/provenancetext.h"

#include "models/quantitytext.h"

#include <QCoreApplication>
#include <QLocale>

namespace larder {

namespace {

constexpr qint64 kOldProofSeconds = 5;

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

QString standingText(const Standing& standing)
{
    switch (standing.state) {
    case Standing::State::Holds:
        break;
    case Standing::State::Unchecked:
        return tr("can't be checked: %1").arg(standing.reason.detail);
    case Standing::State::Doubtful:
        return standing.reason.detail.isEmpty()
            ? tr("may have changed since")
            : tr("this transaction may have changed it since: %1").arg(standing.reason.detail);
    case Standing::State::ConnectionLost:
        return tr("the connection was lost or silent since: run it again to see what is there now");
    case Standing::State::Overtaken: {
        const Reason& reason = standing.reason;
        return tr("changed since: %1").arg(reason.detail.isEmpty() ? reasonText(reason) : reason.detail);
    }
    case Standing::State::TransactionOver:
        return tr("of a transaction that has ended");
    case Standing::State::TakenBack:
        return tr("before the ROLLBACK to a savepoint");
    }
    return {};
}

QString sourceText(const Provenance& provenance)
{
    switch (provenance.source) {
    case Source::Database:
        return tr("read");
    case Source::Cache:
        return tr("cached");
    case Source::RowCache:
        return tr("from the row cache");
    case Source::Partial:
        return tr("partial (%1 rows cached + %2 fetched)")
            .arg(provenance.rowsCached)
            .arg(provenance.rowsFetched);
    }
    return {};
}

QString ageOf(const QDateTime& fetchedAt, const QDateTime& now)
{
    const std::chrono::milliseconds age(std::max<qint64>(0, fetchedAt.msecsTo(now)));
    return age < std::chrono::seconds(1) ? tr("just now") : tr("%1 ago").arg(ageText(age));
}

QString fidelityText(const Provenance& provenance)
{
    return provenance.fidelity == Fidelity::Exact
        ? QString()
        : QStringLiteral(" · ") + tr("values as delivered by the driver");
}

QString notByRowText(const Provenance& provenance)
{
    const Reason& reason = provenance.notByRow;
    if (!reason)
        return {};
    return QStringLiteral(" · ")
        + tr("not row by row: %1").arg(reason.detail.isEmpty() ? reasonText(reason) : reason.detail);
}

QString ignoredHintText(const Provenance& provenance)
{
    if (provenance.ignoredHint.isEmpty())
        return {};
    return QStringLiteral(" · ")
        + tr("hint not understood, ignored: %1 (off, all, individual and ttl=seconds are known)")
              .arg(QString::fromUtf8(provenance.ignoredHint).simplified());
}

/// What goes behind all else that is said of a result.
QString remarksText(const Provenance& provenance)
{
    return fidelityText(provenance) + notByRowText(provenance) + ignoredHintText(provenance);
}

} // namespace

QString provenanceText(const Provenance& provenance, const QDateTime& now, const Standing& standing)
{
    if (const QString heard = standingText(standing); !heard.isEmpty()) {
        const QString from = tr("%1 %2").arg(sourceText(provenance), ageOf(provenance.fetchedAt, now));
        // Why it can't be checked may be long, and the age is always wanted.
        const bool isLong = standing.state == Standing::State::Unchecked;
        return (isLong ? from : heard) + QStringLiteral(" · ") + (isLong ? heard : from)
            + remarksText(provenance);
    }
    const QString freshness = freshnessText(provenance.freshness);
    if (provenance.source != Source::Database) {
        QString text
            = tr("%1 %2 · %3").arg(sourceText(provenance), ageOf(provenance.fetchedAt, now), freshness);
        // The proof is of that moment; nothing has been asked since.
        if (provenance.provenAt.isValid() && provenance.provenAt.secsTo(now) >= kOldProofSeconds)
            text += u' ' + ageOf(provenance.provenAt, now);
        return text + remarksText(provenance);
    }
    QStringList parts{freshness};
    if (provenance.fetchedAt.isValid())
        parts << tr("read %1").arg(ageOf(provenance.fetchedAt, now));
    if (provenance.joined)
        parts << tr("with another run of the same");
    if (provenance.reason)
        parts << reasonText(provenance.reason);
    if (provenance.notStored && provenance.notStored != provenance.reason)
        parts << tr("not stored: %1").arg(reasonText(provenance.notStored));
    return parts.join(QStringLiteral(" · ")) + remarksText(provenance);
}

QString refreshPurpose(const Standing& standing)
{
    switch (standing.state) {
    case Standing::State::Holds:
    case Standing::State::Unchecked:
        return {};
    case Standing::State::Doubtful:
        return tr("the rows before might have changed");
    case Standing::State::ConnectionLost:
        return tr("the rows before were read over a connection that was lost");
    case Standing::State::Overtaken:
        return tr("the rows before had been changed");
    case Standing::State::TransactionOver:
        return tr("the rows before were of a transaction that had ended");
    case Standing::State::TakenBack:
        return tr("the rows before were taken back by a ROLLBACK");
    }
    Q_UNREACHABLE();
}

QString rowsText(const ArrangedRows& rows, qint64 first, qint64 last)
{
    const QLocale locale;
    const ResultSet& result = *rows.result;
    const bool filtered = rows.rowCount() < result.rowCount();
    QString all = locale.toString(result.rowCount());
    if (result.completeness() == Completeness::LimitReached)
        all = tr("first %1 rows, more exist").arg(all);
    else if (result.completeness() != Completeness::Complete)
        all = tr("%1 so far").arg(all);
    if (result.completeness() == Completeness::LimitReached && !filtered)
        return all;
    const QString count = filtered ? locale.toString(rows.rowCount()) : all;
    const QString shown = first < 1 || last < first
        ? tr("%1 rows").arg(count)
        : tr("rows %1–%2 of %3").arg(locale.toString(first), locale.toString(last), count);
    return filtered ? tr("%1, filtered from %2").arg(shown, all) : shown;
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
