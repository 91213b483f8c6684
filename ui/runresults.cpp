#include "ui/runresults.h"

#include "cache/shortened.h"
#include "models/plaintooltip.h"
#include "ui/plainmenutext.h"

#include <QSignalBlocker>

namespace larder {

namespace {

constexpr qsizetype kTitleCharacters = 24;

} // namespace

RunResults::RunResults(QWidget* parent) : QTabBar(parent)
{
    setObjectName(QStringLiteral("runResults"));
    setAccessibleName(tr("Results of the run"));
    setDocumentMode(true);
    setExpanding(false);
    setDrawBase(false);
    setElideMode(Qt::ElideRight);
    setFocusPolicy(Qt::TabFocus);
    hide();
    connect(this, &QTabBar::currentChanged, this, &RunResults::choose);
}

void RunResults::clear()
{
    const QSignalBlocker blocker(this);
    m_entries.clear();
    while (count() > 0)
        removeTab(count() - 1);
    m_last = 0;
    m_number = 0;
    hide();
}

void RunResults::add(size_t place, const QByteArray& sql, const RunOutcome& outcome)
{
    if (!outcome.result && !outcome.error)
        return;
    const QSignalBlocker blocker(this);
    m_last = m_entries.size();
    RunOutcome each = outcome;
    each.moreResults.clear();
    // Only the last that came can have been cut.
    if (!outcome.moreResults.empty())
        each.error.reset();
    append({place, each}, sql);
    for (const ResultPtr& more : outcome.moreResults) {
        each.result = more;
        each.error = more == outcome.moreResults.back() ? outcome.error : std::nullopt;
        append({place, each}, sql);
    }
    while (count() > kMost) {
        removeTab(0);
        m_entries.erase(m_entries.begin());
        m_last -= m_last > 0 ? 1 : 0;
    }
    setCurrentIndex(int(m_last));
    setVisible(count() > 1);
}

void RunResults::append(Entry entry, const QByteArray& sql)
{
    m_entries.push_back(std::move(entry));
    const QString text = QString::fromUtf8(sql.left(1000)).simplified();
    const QString title = plainMenuText(shortened(text, kTitleCharacters));
    const int index = addTab(tr("%1: %2").arg(++m_number).arg(title));
    setTabToolTip(index, plainToolTip(text));
}

void RunResults::replaceCurrent(const RunOutcome& outcome)
{
    if (currentIndex() >= 0)
        m_entries[size_t(currentIndex())].outcome = outcome;
}

bool RunResults::replaceLast(const RunOutcome& outcome)
{
    if (m_last < m_entries.size())
        m_entries[m_last].outcome = outcome;
    return currentIndex() < 0 || size_t(currentIndex()) == m_last;
}

void RunResults::choose(int index)
{
    if (index >= 0)
        Q_EMIT chosen(Entry(m_entries[size_t(index)]));
}

} // namespace larder
