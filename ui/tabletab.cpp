#include "ui/tabletab.h"

#include "models/rowfilter.h"
#include "ui/headerstate.h"
#include "ui/resultpane.h"
#include "ui/rowcounter.h"
#include "ui/tablebar.h"

#include <QLocale>
#include <QVBoxLayout>

namespace larder {

TableTab::TableTab(QueryService& service, TableState state, QWidget* parent)
    : ResultTab(service, parent)
    , m_bar(new TableBar(this))
    , m_counter(new RowCounter(service, this))
    , m_places{{std::move(state)}}
{
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(&pane(), 1);
    setFocusProxy(&pane());
    pane().setHint(tr("The rows are read as soon as the database is open."));
    connectBar();
    m_asked = m_places.front().state;
    m_bar->setTable(m_asked.table);
    m_bar->setWhere(m_asked.where);
}

TableTab::~TableTab() = default;

void TableTab::connectBar()
{
    connect(m_bar, &TableBar::whereEdited, this, &TableTab::textChanged);
    connect(m_bar, &TableBar::whereEntered, this, &TableTab::runStatement);
    connect(m_bar, &TableBar::backRequested, this, &TableTab::back);
    connect(m_bar, &TableBar::forwardRequested, this, &TableTab::forward);
    connect(m_bar, &TableBar::countRequested, this, &TableTab::count);
    connect(m_bar, &TableBar::queryRequested, this, &TableTab::openAsQuery);
    connect(m_counter, &RowCounter::countingChanged, this, &TableTab::updateCount);
    connect(m_counter, &RowCounter::counted, this, [this](qint64 rows) { m_count = rows; });
    connect(m_counter, &RowCounter::failed, this, [this](const Error& error) {
        m_bar->showError(tr("The rows could not be counted. %1").arg(errorText(error)), std::nullopt);
    });
    connect(&pane(), &ResultPane::arrangementRequested, this, &TableTab::arrangementRequested);
    connect(&pane(), &ResultPane::visibleRowsChanged, this, &TableTab::updateBar);
}

void TableTab::setConnection(const std::optional<ConnectionInfo>& connection)
{
    ResultTab::setConnection(connection);
    m_counter->cancel();
    loadWhenDue();
}

void TableTab::setPreferences(const Preferences& preferences)
{
    const bool sortsOtherwise
        = preferences.nulls != this->preferences().nulls || preferences.text != this->preferences().text;
    ResultTab::setPreferences(preferences);
    const ResultPtr result = pane().result();
    const bool cut = result && result->completeness() == Completeness::LimitReached;
    // Other rows are the first then.
    if (sortsOtherwise && cut && !m_asked.orders.empty())
        load(m_asked, RunMode::Cached, lastSteps().back().rowLimit);
}

void TableTab::setSchema(const std::shared_ptr<const Schema>& schema)
{
    ResultTab::setSchema(schema);
    m_schema = schema;
    loadWhenDue();
}

TabText TableTab::text() const
{
    return {{}, target(), state()};
}

TableState TableTab::state() const
{
    TableState state = applied();
    state.where = m_bar->where();
    return state;
}

TableState TableTab::applied() const
{
    // The rows on screen may be of another table still.
    TableState state = m_toArrange ? m_toArrange->state : m_asked;
    if (!m_toArrange && pane().result())
        readHeader(pane(), state);
    return state;
}

void TableTab::showEvent(QShowEvent* event)
{
    ResultTab::showEvent(event);
    loadWhenDue();
}

// Not before it is looked at, and not before it is known what tells the rows of the table apart.
void TableTab::loadWhenDue()
{
    if (m_loaded || !isVisible() || !connection() || !m_schema)
        return;
    enterPlace();
}

void TableTab::visit(const TableState& state)
{
    if (isRunning())
        return;
    leavePlace();
    m_places.resize(m_place + 1);
    m_places.push_back({state});
    ++m_place;
    enterPlace();
}

void TableTab::back()
{
    if (m_place == 0 && m_origin)
        Q_EMIT originRequested(m_origin);
    if (m_place == 0 || isRunning())
        return;
    leavePlace();
    --m_place;
    enterPlace();
}

void TableTab::forward()
{
    if (m_place + 1 == m_places.size() || isRunning())
        return;
    leavePlace();
    ++m_place;
    enterPlace();
}

void TableTab::setOrigin(ResultTab* origin)
{
    m_origin = origin;
    showHistory();
}

void TableTab::showHistory()
{
    m_bar->setHistory(m_place > 0 || m_origin, m_place + 1 < m_places.size());
}

void TableTab::leavePlace()
{
    Place& place = m_places[m_place];
    place.state = state();
    place.position = pane().refresh().position();
    if (!lastSteps().empty())
        place.rowLimit = lastSteps().back().rowLimit;
}

void TableTab::enterPlace()
{
    const Place place = m_places[m_place];
    m_bar->setTable(place.state.table);
    m_bar->setWhere(place.state.where);
    showHistory();
    load(place.state, RunMode::Cached, place.rowLimit);
    m_toArrange = place;
    Q_EMIT tableChanged();
    Q_EMIT textChanged();
}

void TableTab::runStatement()
{
    load(state(), RunMode::Cached, std::nullopt);
}

void TableTab::runAll()
{
    runStatement();
}

// A condition that was typed since is not applied; rows are those of before, as they are now.
void TableTab::refresh()
{
    if (lastSteps().empty())
        runStatement();
    else
        ResultTab::refresh();
}

void TableTab::runFresh()
{
    load(state(), RunMode::Fresh, std::nullopt);
}

void TableTab::switchFocus()
{
    if (m_bar->focusProxy()->hasFocus())
        pane().setFocus(Qt::ShortcutFocusReason);
    else
        m_bar->setFocus(Qt::ShortcutFocusReason);
}

Result<TableQuery> TableTab::queryFor(const TableState& state) const
{
    SortRules rules;
    rules.nulls = preferences().nulls;
    rules.text = preferences().text;
    return TableQuery::make(state, m_schema ? *m_schema : Schema(), rules);
}

void TableTab::load(const TableState& state, RunMode mode, std::optional<qint64> rowLimit)
{
    if (isRunning())
        return;
    m_bar->clearError();
    const Result<TableQuery> query = queryFor(state);
    if (!query) {
        const Error& error = query.error();
        const QByteArray before = m_bar->where().trimmed().toUtf8().left(error.position.value_or(0));
        m_bar->showError(errorText(error),
            error.position ? std::optional(QString::fromUtf8(before).size()) : std::nullopt);
        return;
    }
    m_loaded = connection().has_value();
    m_asked = state;
    m_query = query.value();
    run({Step{m_query->rows(), 0, {}, mode, rowLimit}});
}

void TableTab::runBegins()
{
    m_counter->cancel();
    m_count.reset();
}

void TableTab::rowsShown()
{
    if (m_toArrange)
        arrangeAsStored();
}

// The header forgets what it says when columns of another table come; this brings it back.
void TableTab::arrangeAsStored()
{
    const Place place = *std::exchange(m_toArrange, std::nullopt);
    writeHeader(pane(), place.state);
    pane().refresh().goTo(place.position);
}

void TableTab::stepEnded(const Step&, const RunOutcome& outcome)
{
    if (outcome.error && m_query) {
        const QByteArray typed = m_asked.where.trimmed().toUtf8();
        const qsizetype place = outcome.error->position.value_or(-1) - m_query->whereOffset();
        const bool inside = place >= 0 && place <= typed.size();
        if (inside) {
            m_bar->showError(errorText(*outcome.error), QString::fromUtf8(typed.left(place)).size());
            pane().hideNote();
        }
    }
    updateBar();
    // What the header was told while the rows came.
    if (!outcome.error && !outcome.cancelled)
        arrangementRequested();
}

void TableTab::arrangementRequested()
{
    Q_EMIT textChanged();
    if (isRunning() || m_toArrange || !pane().result())
        return;
    const TableState wanted = applied();
    if (isAnsweredHere(wanted))
        updateBar();
    else
        load(wanted, RunMode::Cached, std::nullopt);
}

/// Whether the rows that are here suffice to show @p wanted.
bool TableTab::isAnsweredHere(const TableState& wanted) const
{
    const Completeness completeness = pane().result()->completeness();
    if (completeness == Completeness::LimitReached)
        return wanted == m_asked;
    // Whole but for what the database filtered away; a result that broke off is not made better by a sort.
    return completeness != Completeness::Complete
        || std::all_of(m_asked.filters.begin(), m_asked.filters.end(), [&](const ColumnFilterText& each) {
               return std::find(wanted.filters.begin(), wanted.filters.end(), each) != wanted.filters.end();
           });
}

void TableTab::count()
{
    if (m_counter->isCounting()) {
        m_counter->cancel();
        return;
    }
    if (isRunning() || !connection() || !m_query)
        return;
    m_counter->start(requestFor(Step{m_query->count(), 0, lastSteps().back().parameters}));
}

void TableTab::openAsQuery()
{
    if (const Result<TableQuery> query = queryFor(applied()))
        Q_EMIT queryRequested(query.value().rows() + ';');
}

void TableTab::updateBar()
{
    m_bar->showWork(workText());
    updateCount();
}

QString TableTab::workText() const
{
    if (!m_query || !pane().result() || m_toArrange)
        return {};
    const TableState shown = applied();
    QStringList parts;
    if (!shown.orders.empty()) {
        const bool there = shown.orders == m_asked.orders && m_query->sorts();
        parts << (there ? tr("sorted in the database") : tr("sorted here"));
    }
    const auto understood = [](const ColumnFilterText& each) { return bool(RowFilter::parse(each.text)); };
    if (!std::all_of(shown.filters.begin(), shown.filters.end(), understood))
        parts << tr("a filter that is wrong is left out");
    if (std::any_of(shown.filters.begin(), shown.filters.end(), understood)) {
        const bool there = shown.filters == m_asked.filters;
        const bool nothingLeft
            = m_query->filtersExactly() || pane().rows().rowCount() == pane().result()->rowCount();
        parts << (!there      ? tr("filtered here")
                : nothingLeft ? tr("filtered in the database")
                              : tr("filtered in the database, the rest here"));
    }
    return parts.join(QStringLiteral(" · "));
}

void TableTab::updateCount()
{
    const ResultPtr result = pane().result();
    if (!result || !m_query || isRunning()) {
        m_bar->showCount({}, {}, {});
        return;
    }
    const QLocale locale;
    const qint64 here = pane().rows().rowCount();
    if (result->completeness() == Completeness::Complete) {
        m_bar->showCount(here == 1 ? tr("1 row") : tr("%1 rows").arg(locale.toString(here)), {}, {});
    } else if (m_count) {
        m_bar->showCount(*m_count == 1 ? tr("1 row") : tr("%1 rows").arg(locale.toString(*m_count)), {}, {});
    } else {
        const QString atLeast = tr("≥ %1 rows").arg(locale.toString(here));
        const bool counts = m_counter->isCounting();
        const bool possible
            = result->completeness() == Completeness::LimitReached && m_query->filtersExactly();
        m_bar->showCount(counts ? tr("Counting…") : atLeast,
            !possible    ? QString()
                : counts ? tr("Cancel count")
                         : tr("Count"),
            tr("Count the rows in the database, beside everything else"));
    }
}

} // namespace larder
