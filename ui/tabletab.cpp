#include "ui/tabletab.h"

#include "models/rowfilter.h"
#include "ui/headerstate.h"
#include "ui/resultpane.h"
#include "ui/tablebar.h"
#include "ui/tablecount.h"

#include <QVBoxLayout>

namespace larder {

namespace {

bool holdsAll(const std::vector<ColumnFilterText>& filters, const std::vector<ColumnFilterText>& wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&filters](const ColumnFilterText& each) {
        return std::find(filters.begin(), filters.end(), each) != filters.end();
    });
}

} // namespace

TableTab::TableTab(QueryService& service, TableState state, QWidget* parent)
    : ResultTab(service, parent)
    , m_bar(new TableBar(this))
    , m_count(new TableCount(service, *m_bar))
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
    m_bar->setTable(m_asked.title());
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
    connect(m_count, &TableCount::changed, this, &TableTab::updateCount);
    connect(&pane(), &ResultPane::arrangementRequested, this, &TableTab::arrangementRequested);
    connect(&pane(), &ResultPane::visibleRowsChanged, this, &TableTab::updateBar);
}

void TableTab::setConnection(const std::optional<ConnectionInfo>& connection)
{
    ResultTab::setConnection(connection);
    m_count->cancel();
    m_count->forget();
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
    m_bar->setTable(place.state.title());
    m_bar->setWhere(place.state.where);
    showHistory();
    load(place.state, RunMode::Cached, place.rowLimit);
    m_toArrange = place;
    Q_EMIT tableChanged();
    Q_EMIT textChanged();
}

void TableTab::runStatement()
{
    m_count->forget();
    load(state(), RunMode::Cached, std::nullopt);
}

void TableTab::runAll()
{
    runStatement();
}

// A condition that was typed since is not applied; rows are those of before, as they are now.
void TableTab::refresh()
{
    m_count->forget();
    if (lastSteps().empty())
        runStatement();
    else
        ResultTab::refresh();
}

void TableTab::runFresh()
{
    m_count->forget();
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
    return TableQuery::make(state, m_schema ? *m_schema : Schema(), rules, dialect());
}

void TableTab::load(const TableState& state, RunMode mode, std::optional<qint64> rowLimit)
{
    if (isRunning())
        return;
    m_bar->clearError();
    TableState asked = state;
    // They are sorted here then.
    if (allRowsAreHere(state))
        asked.orders.clear();
    const Result<TableQuery> query = queryFor(asked);
    if (!query) {
        showWhereError(query.error(), state);
        return;
    }
    m_loaded = connection().has_value();
    m_asked = asked;
    m_query = query.value();
    pane().expectSorted(m_query->sorts() ? m_asked.orders : std::vector<ColumnOrder>());
    run({Step{.sql = m_query->rows(), .mode = mode, .rowLimit = rowLimit}});
}

void TableTab::stepBegins(const Step&)
{
    m_count->cancel();
}

void TableTab::rowsShown()
{
    m_shown = Asked{m_asked, *m_query};
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

bool TableTab::keepsRows(const Error& error)
{
    const auto inWhere = m_query->errorInWhere(error);
    if (!inWhere)
        return false;
    showWhereError(*inWhere, m_asked);
    // Those of another table are not kept under the name of this one.
    if (!m_shown || !m_shown->state.isSameTable(m_asked) || !pane().result())
        return false;
    m_asked = m_shown->state;
    m_query = m_shown->query;
    m_toArrange.reset();
    pane().expectSorted(m_query->sorts() ? m_asked.orders : std::vector<ColumnOrder>());
    return true;
}

void TableTab::showWhereError(const Error& error, const TableState& state)
{
    std::optional<qsizetype> place;
    if (error.position && m_bar->where() == state.where) {
        const QString typed = state.where.trimmed();
        place = state.where.indexOf(typed) + QString::fromUtf8(typed.toUtf8().left(*error.position)).size();
    }
    m_bar->showError(errorText(error), place);
    if (!m_shown || !m_shown->state.isSameTable(state))
        return;
    const QString before = m_shown->state.where.simplified();
    pane().keepRows(before.isEmpty()
            ? tr("The rows on screen are those without a condition.")
            : tr("The rows on screen are those of the condition before: %1").arg(before));
}

void TableTab::stepEnded(const Step&, const RunOutcome& outcome)
{
    if (m_bar->hasError())
        pane().hideNote();
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

bool TableTab::allRowsAreHere(const TableState& wanted) const
{
    if (!m_shown || !m_shown->state.isSameTable(wanted) || !pane().result()
        || pane().result()->completeness() != Completeness::Complete)
        return false;
    const TableState& shown = m_shown->state;
    return (shown.where.isEmpty() || shown.where == wanted.where) && holdsAll(wanted.filters, shown.filters);
}

/// Whether the rows that are here suffice to show @p wanted.
bool TableTab::isAnsweredHere(const TableState& wanted) const
{
    const Completeness completeness = pane().result()->completeness();
    if (completeness == Completeness::LimitReached)
        return wanted == m_asked;
    // Whole but for what the database filtered away; a result that broke off is not made better by a sort.
    return completeness != Completeness::Complete || holdsAll(wanted.filters, m_asked.filters);
}

void TableTab::count()
{
    if (m_count->isCounting()) {
        m_count->cancel();
        return;
    }
    if (isRunning() || !connection() || !m_query)
        return;
    m_count->start(requestFor(Step{m_query->count(), 0, lastSteps().back().parameters}));
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
    if (!pane().result() || !m_query || isRunning())
        m_bar->showCount({}, {}, {});
    else
        m_count->show(pane().rows(), *m_query);
}

} // namespace larder
