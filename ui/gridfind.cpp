#include "ui/gridfind.h"

#include "ui/findbar.h"
#include "ui/gridstate.h"
#include "ui/resultview.h"

#include <QLocale>

#include <algorithm>

namespace larder {

namespace {

// Typing on, and a result that grows, are not worth a search each time.
constexpr auto kPause = std::chrono::milliseconds(150);

bool isBefore(GridPlace one, GridPlace other)
{
    return std::pair(one.row, one.place) < std::pair(other.row, other.place);
}

} // namespace

GridFind::GridFind(ResultView& view, FindBar& bar, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_bar(bar)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kPause);
    connect(&m_delay, &QTimer::timeout, this, &GridFind::search);
    connect(&bar, &FindBar::changed, this, [this] {
        m_jump = Jump{here()};
        m_delay.start();
    });
    connect(&bar, &FindBar::nextRequested, this, [this] { goOn(true); });
    connect(&bar, &FindBar::previousRequested, this, [this] { goOn(false); });
    connect(&bar, &FindBar::closed, this, [this] {
        forget();
        m_view.setFocus(Qt::ShortcutFocusReason);
    });
    const auto searchAgain = [this] {
        if (m_bar.isVisible())
            m_delay.start();
    };
    connect(&view.state(), &GridState::rowsChanged, this, searchAgain);
    connect(&view.state().columns(), &GridColumns::placesChanged, this, searchAgain);
    connect(&view.state(), &GridState::currentChanged, this, &GridFind::tell);
    connect(&m_finder, &CellFinder::found, this, &GridFind::take);
    connect(&m_finder, &CellFinder::finished, this, [this] {
        tryJump();
        tell();
    });
    connect(&m_finder, &CellFinder::progressed, this, [this](double share) {
        m_share = share;
        tell();
    });
}

void GridFind::open()
{
    const bool wasOpen = m_bar.isVisible();
    m_bar.open();
    if (!wasOpen)
        search();
}

void GridFind::goOn(bool forward)
{
    if (!m_bar.isVisible()) {
        open();
        return;
    }
    GridPlace from = here();
    if (forward && m_view.currentCell())
        ++from.place;
    m_jump = Jump{from, forward};
    if (m_delay.isActive())
        search();
    else
        tryJump();
    tell();
}

void GridFind::search()
{
    m_delay.stop();
    const bool jumps = m_jump.has_value();
    forget();
    const MatchRules rules = m_bar.rules();
    if (rules.text.isEmpty() || !m_view.rows().result)
        return;
    const Result<CellMatcher> matcher = CellMatcher::make(rules);
    if (!matcher) {
        m_bar.complain(errorText(matcher.error()));
        return;
    }
    m_matcher = matcher.value();
    m_columns = searchedColumns();
    if (jumps)
        m_jump = Jump{here()};
    m_view.markHits([matcher = *m_matcher, columns = m_columns](const Cell& cell, int column) {
        return std::find(columns.begin(), columns.end(), column) != columns.end() && matcher.matches(cell);
    });
    m_finder.find(m_view.rows(), m_columns, *m_matcher);
    tell();
}

void GridFind::forget()
{
    m_delay.stop();
    m_finder.cancel();
    m_hits.clear();
    m_matcher.reset();
    m_jump.reset();
    m_share = 0;
    m_wrapped = false;
    m_view.markHits({});
    m_bar.say({});
}

void GridFind::take(const std::vector<GridPlace>& more)
{
    m_hits.insert(m_hits.end(), more.begin(), more.end());
    tryJump();
    tell();
}

void GridFind::tryJump()
{
    if (!m_jump || !m_matcher)
        return;
    const bool all = !m_finder.isBusy();
    const auto next = std::lower_bound(m_hits.begin(), m_hits.end(), m_jump->from, isBefore);
    auto hit = next;
    if (m_jump->forward) {
        if (next == m_hits.end() && !all)
            return;
        m_wrapped = next == m_hits.end();
        hit = m_wrapped ? m_hits.begin() : next;
    } else {
        if (next == m_hits.begin() && !all)
            return;
        m_wrapped = next == m_hits.begin();
        hit = m_wrapped ? m_hits.end() : next;
        if (hit != m_hits.begin())
            --hit;
    }
    m_jump.reset();
    if (hit != m_hits.end())
        select(*hit);
}

void GridFind::tell()
{
    if (!m_matcher)
        return;
    const QLocale locale;
    const GridPlace current = here();
    const auto at = std::lower_bound(m_hits.begin(), m_hits.end(), current, isBefore);
    const bool onHit = m_view.currentCell() && at != m_hits.end() && *at == current;
    QString count = locale.toString(qint64(m_hits.size()));
    if (qint64(m_hits.size()) >= CellFinder::kMostHits)
        count = tr("more than %1").arg(count);
    QString text = onHit ? tr("%1 of %2").arg(locale.toString(at - m_hits.begin() + 1), count)
        : m_hits.empty() && !m_finder.isBusy() ? tr("Not found")
                                               : tr("%1 found").arg(count);
    if (m_finder.isBusy())
        text += QStringLiteral(" · ") + tr("searching… %1 %").arg(int(m_share * 100));
    else if (m_wrapped && onHit)
        text += QStringLiteral(" · ") + (at == m_hits.begin() ? tr("from the top") : tr("from the end"));
    m_bar.say(text);
}

GridPlace GridFind::here() const
{
    const std::optional<CellPosition> current = m_view.currentCell();
    if (!current)
        return {m_view.state().lines().top(), 0};
    const auto place = std::find(m_columns.begin(), m_columns.end(), current->column);
    return {current->row, place == m_columns.end() ? 0 : int(place - m_columns.begin())};
}

std::vector<int> GridFind::searchedColumns() const
{
    const std::optional<CellPosition> current = m_view.currentCell();
    if (m_bar.isCurrentColumnOnly() && current)
        return {current->column};
    return m_view.state().columns().shown();
}

void GridFind::select(GridPlace hit)
{
    m_view.goTo({hit.row, m_columns[size_t(hit.place)]});
}

} // namespace larder
