#include "models/inspector/whytext.h"

#include "cache/sql/sqlclassifier.h"
#include "cache/sql/sqlhint.h"
#include "cache/sql/sqlrowquery.h"
#include "models/inspector/cuttext.h"
#include "models/inspector/entrydetailtext.h"
#include "models/provenancetext.h"
#include "models/quantitytext.h"

#include <QCoreApplication>

#include <iterator>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Why", text);
}

QString sourceText(Source source)
{
    switch (source) {
    case Source::Database:
        return tr("database");
    case Source::Cache:
        return tr("cache");
    case Source::RowCache:
        return tr("row cache");
    case Source::Partial:
        return tr("cache and database");
    }
    Q_UNREACHABLE();
}

QString entryName(EntryId id)
{
    return tr("entry %1").arg(quint64(id));
}

const char* ruleOfText(UncacheableRule rule)
{
    switch (rule) {
    case UncacheableRule::None:
        break;
    case UncacheableRule::Empty:
    case UncacheableRule::Malformed:
    case UncacheableRule::SeveralStatements:
    case UncacheableRule::NotARead:
    case UncacheableRule::NoRows:
    case UncacheableRule::Metadata:
        return QT_TRANSLATE_NOOP(
            "Why", "Rule 1: only one statement that reads rows and does nothing else is kept");
    case UncacheableRule::LockingRead:
        return QT_TRANSLATE_NOOP(
            "Why", "Rule 2: a read that takes locks is sent for its locks, so it is never kept");
    case UncacheableRule::Volatile:
    case UncacheableRule::UnknownFunction:
        return QT_TRANSLATE_NOOP("Why", "Rule 4: what may give another answer each time is not kept");
    case UncacheableRule::TemporaryOrCatalog:
        return QT_TRANSLATE_NOOP(
            "Why", "Rule 5: what reads temporary or system tables, sequences or foreign tables is not kept");
    }
    return "";
}

const char* ruleOfReason(const RunRecord& run)
{
    switch (run.provenance.whyNotStored().code) {
    case ReasonCode::InTransaction:
        return QT_TRANSLATE_NOOP(
            "Why", "Rule 3: inside an open transaction the cache is neither asked nor filled, until it ends");
    case ReasonCode::TooLarge:
    case ReasonCode::NotAdmitted:
        return QT_TRANSLATE_NOOP(
            "Why", "Rule 7: what is too large or not worth its room is not kept, and an older answer goes");
    case ReasonCode::Uncacheable:
        return QT_TRANSLATE_NOOP("Why", "The database itself told what the statement does, see above");
    case ReasonCode::Off:
        return QT_TRANSLATE_NOOP("Why", "Caching is switched off in the Cache menu");
    default:
        return "";
    }
}

bool isKeptOut(const RunRecord& run)
{
    const ReasonCode code = run.provenance.reason.code;
    return code == ReasonCode::Uncacheable || run.provenance.notStored.code == ReasonCode::Uncacheable;
}

bool isHintedOff(const RunRecord& run)
{
    return run.provenance.reason.code == ReasonCode::Bypass && run.request.technique == Technique::Off;
}

/// How long the answer lives, or may be served.
QString ttlText(const RunRecord& run)
{
    if (!run.request.ttl)
        return {};
    const auto hint = sqlHint(run.request.sql, run.dialect);
    const QString time = durationText(*run.request.ttl);
    return hint && !hint->malformed && hint->ttl ? tr("%1, as the hint in the statement wants it").arg(time)
                                                 : tr("%1, a tenth more or less").arg(time);
}

QString policyText(FreshnessPolicy policy, Freshness freshness)
{
    switch (policy) {
    case FreshnessPolicy::Off:
        return tr("off");
    case FreshnessPolicy::Verify:
        return freshness == Freshness::Stale
            ? tr("verify: the database is asked before a kept answer is shown; what somebody has marked as "
                 "outdated is shown once more, until the fresh answer is there")
            : tr("verify: the database is asked before a kept answer is shown");
    case FreshnessPolicy::Instant:
        return tr("instant: a kept answer is shown at once and checked behind");
    case FreshnessPolicy::Ttl:
        return tr("ttl: a kept answer is believed for its time to live");
    }
    Q_UNREACHABLE();
}

/// Why the cache could answer.
QString heldText(const Provenance& provenance)
{
    const QString what = provenance.source == Source::RowCache
        ? tr("its rows were there by their keys, from other answers")
        : tr("an entry with the same key was there");
    switch (provenance.freshness) {
    case Freshness::ProvenFresh:
        return tr("%1, and the database confirmed it").arg(what);
    case Freshness::Stale:
        return tr("%1; it was outdated, so a fresh answer is fetched behind").arg(what);
    default:
        return tr("%1; the database was not asked").arg(what);
    }
}

FactMark markOf(const RunRecord& run)
{
    if (run.error || run.cancelled)
        return FactMark::Bad;
    switch (run.provenance.freshness) {
    case Freshness::Live:
        return !run.rows ? FactMark::None : run.isFollowed ? FactMark::Good : FactMark::Doubtful;
    case Freshness::ProvenFresh:
        return FactMark::Good;
    case Freshness::NotVerified:
    case Freshness::Snapshot:
        return FactMark::Doubtful;
    case Freshness::Stale:
        return FactMark::Bad;
    }
    Q_UNREACHABLE();
}

QString keptText(const RunRecord& run, const WhyContext& context)
{
    if (run.error || run.cancelled)
        return tr("no (rule 6): only whole answers are kept");
    if (run.provenance.notStored)
        return tr("no: %1").arg(reasonText(run.provenance.notStored));
    if (!run.provenance.stored)
        return tr("no");
    return context.isEntryThere ? tr("yes, as %1").arg(entryName(run.entry))
                                : tr("yes, as %1, which has gone since").arg(entryName(run.entry));
}

QString removalText(const WhyContext& context)
{
    const CacheEvent& removal = *context.removal;
    QString text = tr("at %1: %2")
                       .arg(removal.time.toLocalTime().toString(u"HH:mm:ss.zzz"), reasonText(removal.reason));
    // What was written through Larder stands in the reason.
    if (context.cause && !context.cause->sql.isEmpty() && removal.reason.code != ReasonCode::TableChanged)
        text += QStringLiteral(" · ") + tr("by %1").arg(firstLine(context.cause->sql));
    return text;
}

QString nearestText(const CacheInspection::Nearest& nearest)
{
    return nearest.difference.isEmpty()
        ? tr("%1 has the same key now").arg(entryName(nearest.entry))
        : tr("%1 · what differs: %2").arg(entryName(nearest.entry), nearest.difference);
}

void add(std::vector<Fact>& facts, const QString& name, const QString& value, FactMark mark = FactMark::None)
{
    if (!value.isEmpty())
        facts.push_back({name, value, mark});
}

} // namespace

QString answerText(const RunRecord& run)
{
    if (run.error)
        return tr("error");
    if (run.cancelled)
        return tr("cancelled");
    return QStringLiteral("%1 · %2").arg(
        sourceText(run.provenance.source), freshnessName(run.provenance.freshness));
}

QString whyHeadline(const RunRecord& run)
{
    if (run.error)
        return tr("Failed: %1").arg(errorText(*run.error));
    if (run.cancelled)
        return tr("Cancelled before it had an answer");
    const Provenance& provenance = run.provenance;
    if (provenance.source == Source::Database)
        return provenance.reason ? tr("The database answered, because: %1").arg(reasonText(provenance.reason))
                                 : tr("The database answered");
    if (provenance.source == Source::Partial)
        return tr("The cache answered with %1 rows, the database with %2: %3")
            .arg(QString::number(provenance.rowsCached), QString::number(provenance.rowsFetched),
                reasonText(provenance.reason));
    return tr("The cache answered: %1").arg(provenanceText(provenance, run.time));
}

QString rulingText(const RunRecord& run)
{
    if (run.error || run.cancelled)
        return tr("Rule 6: an error or a cancelled run leaves nothing behind");
    const SqlClassification read = classifySql(run.request.sql, run.dialect);
    if (isKeptOut(run) && !read.cacheable)
        return tr(ruleOfText(read.rule));
    if (isHintedOff(run))
        return tr("Rule 8: a hint in the statement says so");
    return tr(ruleOfReason(run));
}

std::optional<SqlToken> tellingToken(const RunRecord& run)
{
    if (isHintedOff(run)) {
        const auto hint = sqlHint(run.request.sql, run.dialect);
        return hint ? std::optional(hint->token) : std::nullopt;
    }
    if (isKeptOut(run)) {
        const SqlClassification read = classifySql(run.request.sql, run.dialect);
        return !read.cacheable && read.token.length > 0 ? std::optional(read.token) : std::nullopt;
    }
    if (!run.provenance.notByRow)
        return std::nullopt;
    const SqlRowQuery rows = rowQuery(run.request.sql, run.dialect);
    return !rows.isEligible() && rows.token.length > 0 ? std::optional(rows.token) : std::nullopt;
}

std::vector<Fact> whyFacts(const RunRecord& run, const WhyContext& context)
{
    const Provenance& provenance = run.provenance;
    std::vector<Fact> facts;
    add(facts, tr("Answer"),
        answerText(run) + (run.isCheck ? tr(", checked behind an older one") : QString()), markOf(run));
    if (!run.error && !run.cancelled)
        add(facts, tr("Truth"), provenanceText(provenance, run.time));
    add(facts, tr("Why"),
        provenance.reason                           ? reasonText(provenance.reason)
            : provenance.source == Source::Database ? QString()
                                                    : heldText(provenance));
    add(facts, tr("What decided"), rulingText(run));
    if (context.removal)
        add(facts, tr("Older answer went"), removalText(context));
    if (context.nearest)
        add(facts, tr("Nearest entry"), nearestText(*context.nearest));
    if (provenance.source == Source::Database)
        add(facts, tr("Kept"), keptText(run, context));
    else
        add(facts, tr("Answered by"), entryName(run.entry));
    if (!run.isFollowed)
        add(facts, tr("Followed"), tr("no: what other programs change since is not told"));
    add(facts, tr("Not row by row"), reasonText(provenance.notByRow));
    add(facts, tr("Hint not followed"), QString::fromUtf8(provenance.ignoredHint));
    add(facts, tr("Policy"), policyText(run.request.policy, provenance.freshness));
    add(facts, tr("Time to live"), ttlText(run));
    add(facts, tr("Took"), timingsText(provenance.timings));
    std::vector<Fact> key = keyFacts(run.components, provenance.key);
    facts.insert(facts.end(), std::move_iterator(key.begin()), std::move_iterator(key.end()));
    return facts;
}

} // namespace larder
