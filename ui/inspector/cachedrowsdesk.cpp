#include "ui/inspector/cachedrowsdesk.h"

#include "cache/valuecell.h"
#include "models/inspector/rowtext.h"
#include "ui/inspector/cachedrowsdock.h"
#include "ui/inspector/followcache.h"
#include "ui/inspector/visibleticker.h"
#include "ui/panels.h"

#include <QLocale>

#include <algorithm>
#include <tuple>

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr size_t kMostRows = 5'000;

} // namespace

CachedRowsDesk::CachedRowsDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_dock(new CachedRowsDock(&panels.window()))
    , m_throttle([this] { update(); }, 500ms)
{
    panels.add(*m_dock, Qt::BottomDockWidgetArea, Qt::Key_0);
    connectDock();
    followCache(m_subject.cache, m_throttle);
}

void CachedRowsDesk::connectDock()
{
    // That a row is not there is believed for a while only.
    new VisibleTicker(*m_dock, 1s, [this] { m_throttle.trigger(); });
    connect(m_dock, &CachedRowsDock::tableChosen, this, [this](int line) {
        m_table = line < 0 ? std::nullopt : std::optional(m_tables[size_t(line)].scope);
        m_key.reset();
        updateRows();
    });
    connect(m_dock, &CachedRowsDock::rowChosen, this, [this](int line) {
        m_key = line < 0 ? std::nullopt : std::optional(m_rows[size_t(line)].key);
        updateLists();
    });
    connect(m_dock, &CachedRowsDock::keyTextChanged, this, &CachedRowsDesk::updateRows);
    connect(m_dock, &CachedRowsDock::expireRowRequested, this, &CachedRowsDesk::expire);
    connect(m_dock, &CachedRowsDock::showEntryRequested, this, [this](int line) {
        if (line >= 0)
            Q_EMIT entryWanted(m_lists[size_t(line)].entry);
    });
}

void CachedRowsDesk::update()
{
    if (!m_dock->isVisible())
        return;
    m_tables = CacheInspection(m_subject.cache).rows().tables();
    std::ranges::sort(m_tables, {}, [](const RowScopeInfo& table) {
        return std::tuple(table.scope.table, table.scope.connection.database, table.scope.connection.user);
    });
    const auto isChosen = [this](const RowScopeInfo& table) { return m_table == table.scope; };
    if (!m_tables.empty() && std::ranges::none_of(m_tables, isChosen))
        m_table = m_tables.front().scope;
    std::vector<Fact> facts;
    facts.reserve(m_tables.size());
    int selected = -1;
    for (size_t line = 0; line < m_tables.size(); ++line) {
        facts.push_back(rowTableFact(m_tables[line]));
        if (m_table == m_tables[line].scope)
            selected = int(line);
    }
    m_dock->showTables(std::move(facts), selected);
    updateRows();
}

void CachedRowsDesk::updateRows()
{
    m_rows.clear();
    QByteArrayList keyColumns;
    QString note
        = tr("No rows are found by their keys yet. Run a statement with the technique “individual”.");
    const auto table
        = std::ranges::find_if(m_tables, [this](const RowScopeInfo& each) { return m_table == each.scope; });
    if (table != m_tables.end()) {
        const RowInspection look = CacheInspection(m_subject.cache).rows();
        keyColumns = table->keyColumns;
        note = tr("Tables whose rows are found by their keys");
        if (const auto wanted = keyFromText(m_dock->keyText(), keyColumns.size())) {
            if (auto row = look.row(*m_table, *wanted))
                m_rows.push_back(*std::move(row));
        } else {
            m_rows = look.rows(*m_table, kMostRows);
        }
        std::ranges::sort(m_rows, [](const CachedRowInfo& one, const CachedRowInfo& other) {
            return std::ranges::lexicographical_compare(one.key, other.key, isValueBefore);
        });
        if (table->rows + table->absentRows > qint64(kMostRows))
            note = tr("The first %1 rows are shown; find others by their keys.")
                       .arg(QLocale().toString(qint64(kMostRows)));
    }
    std::vector<Fact> facts;
    facts.reserve(m_rows.size());
    int selected = -1;
    for (size_t line = 0; line < m_rows.size(); ++line) {
        facts.push_back(cachedRowFact(m_rows[line], keyColumns));
        if (m_key == m_rows[line].key)
            selected = int(line);
    }
    m_dock->showRows(std::move(facts), selected, note);
    updateLists();
}

void CachedRowsDesk::updateLists()
{
    const CacheInspection look(m_subject.cache);
    m_lists = m_table && m_key ? look.rows().lists(*m_table, *m_key) : std::vector<RowListInfo>();
    std::vector<Fact> facts;
    facts.reserve(m_lists.size());
    for (const RowListInfo& list : m_lists)
        facts.push_back(rowListFact(list, look.detail(list.entry)));
    m_dock->showLists(std::move(facts));
}

void CachedRowsDesk::expire()
{
    if (!m_table || !m_key)
        return;
    m_subject.control.expireRow(m_table->connection, m_table->table, *m_key);
    m_throttle.trigger();
}

} // namespace larder
