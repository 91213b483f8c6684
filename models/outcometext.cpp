#include "models/outcometext.h"

#include "cache/shortened.h"
#include "models/provenancetext.h"
#include "models/quantitytext.h"

#include <QCoreApplication>

namespace larder {

namespace {

struct OutcomeText
{
    Q_DECLARE_TR_FUNCTIONS(larder::OutcomeText)
};

QString oneLine(const QByteArray& sql)
{
    constexpr qsizetype kShownCharacters = 100;
    return shortened(QString::fromUtf8(sql.left(4 * kShownCharacters)).simplified(), kShownCharacters);
}

QString notRunText(size_t count)
{
    if (count == 0)
        return OutcomeText::tr("all before it were run.");
    return count == 1 ? OutcomeText::tr("the one after it was not run.")
                      : OutcomeText::tr("the %1 after it were not run.").arg(count);
}

} // namespace

QString resultsNotShownText(int count)
{
    return count == 1
        ? OutcomeText::tr("The statement brought another result, which is not shown.")
        : OutcomeText::tr("The statement brought %1 more results, which are not shown.").arg(count);
}

QString rowsChangedText(const RunOutcome& outcome)
{
    return outcome.rowsAffected < 0 ? QString()
                                    : countedText(outcome.rowsAffected, OutcomeText::tr("1 row changed"),
                                        OutcomeText::tr("%1 rows changed"));
}

QString doneText(const RunOutcome& outcome)
{
    constexpr size_t kMostNotices = 5;
    const QString changed = rowsChangedText(outcome);
    QStringList lines{OutcomeText::tr("Done.")};
    if (!changed.isEmpty())
        lines.front() += QStringLiteral(" %1.").arg(changed);
    for (size_t i = 0; i < std::min(kMostNotices, outcome.notices.size()); ++i)
        lines << outcome.notices[i];
    if (outcome.notices.size() > kMostNotices)
        lines << OutcomeText::tr("and more, see Messages");
    return lines.join(u'\n');
}

RunOutcome outcomeInScript(RunOutcome outcome, size_t place, size_t count)
{
    if (count < 2 || (!outcome.error && !outcome.cancelled))
        return outcome;
    const QString which = (outcome.error ? OutcomeText::tr("Statement %1 of %2 failed")
                                         : OutcomeText::tr("Statement %1 of %2 was cancelled"))
                              .arg(place + 1)
                              .arg(count);
    const QString text = which + QStringLiteral("; ") + notRunText(count - place - 1);
    if (!outcome.error)
        outcome.notices.push_back(text);
    else
        outcome.error->advice = outcome.error->advice.isEmpty() ? text : text + u' ' + outcome.error->advice;
    return outcome;
}

QString endText(const RunOutcome& outcome, std::chrono::nanoseconds waited)
{
    if (outcome.error)
        return OutcomeText::tr("Error");
    if (!outcome.cancelled)
        return OutcomeText::tr("Done");
    return waited < std::chrono::seconds(1) ? OutcomeText::tr("Cancelled")
                                            : OutcomeText::tr("Cancelled after %1").arg(durationText(waited));
}

QStringList outcomeLines(const QByteArray& sql, const RunOutcome& outcome, const QDateTime& now)
{
    QStringList parts{oneLine(sql)};
    if (outcome.error)
        parts << errorText(*outcome.error);
    else if (outcome.cancelled)
        parts << OutcomeText::tr("cancelled");
    else if (outcome.result)
        parts << countedText(
            outcome.result->rowCount(), OutcomeText::tr("1 row"), OutcomeText::tr("%1 rows"));
    else if (outcome.rowsAffected >= 0)
        parts << rowsChangedText(outcome);
    else
        parts << OutcomeText::tr("done");
    if (!outcome.error && !outcome.cancelled)
        parts << timingsText(outcome.provenance.timings);
    if (!outcome.error && !outcome.cancelled && outcome.result)
        parts << provenanceText(outcome.provenance, now);
    QStringList lines{parts.join(QStringLiteral(" | "))};
    if (outcome.resultsNotShown > 0)
        lines << resultsNotShownText(outcome.resultsNotShown);
    for (const QString& notice : outcome.notices)
        lines << notice;
    return lines;
}

} // namespace larder
