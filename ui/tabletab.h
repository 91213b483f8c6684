#pragma once

#include "models/tablequery.h"
#include "ui/resultpane.h"
#include "ui/resulttab.h"

#include <QPointer>

namespace larder {

class TableBar;
class TableCount;

/// The rows of one table or view, without SQL to be written: a condition, and sort and filter by the header
/// of the grid, which the database does where not all rows are here. Keys lead to other tables and back.
class TableTab final : public ResultTab
{
    Q_OBJECT

public:
    TableTab(QueryService& service, TableState state, QWidget* parent = nullptr);
    ~TableTab() override;

    void setConnection(const std::optional<ConnectionInfo>& connection) override;
    void setPreferences(const Preferences& preferences) override;
    void setSchema(const std::shared_ptr<const Schema>& schema) override;
    [[nodiscard]] TabText text() const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
    /// What is shown, with what is typed and not yet applied.
    [[nodiscard]] TableState state() const;
    /// Shows @p state in place of what is shown, with a way back.
    void visit(const TableState& state) override;
    void back();
    void forward();
    /// What comes before the first place; the way back ends there.
    void setOrigin(ResultTab* origin);

    /// Applies the condition.
    void runStatement() override;
    void runAll() override;
    void refresh() override;
    void runFresh() override;
    void switchFocus() override;

Q_SIGNALS:
    /// Another table is shown.
    void tableChanged();
    /// Back from the first place.
    void originRequested(larder::ResultTab* origin);
    /// The statement is wanted in a query of its own.
    void queryRequested(const QByteArray& sql);

protected:
    void showEvent(QShowEvent* event) override;
    void stepBegins(const Step& step) override;
    void rowsShown() override;
    [[nodiscard]] bool keepsRows(const Error& error) override;
    void stepEnded(const Step& step, const RunOutcome& outcome) override;

private:
    /// A station of the way that keys lead.
    struct Place
    {
        TableState state;
        GridPosition position = {};
        std::optional<qint64> rowLimit = std::nullopt;
    };

    /// What rows are asked for with.
    struct Asked
    {
        TableState state;
        TableQuery query = {};
    };

    void connectBar();
    void loadWhenDue();
    void load(const TableState& state, RunMode mode, std::optional<qint64> rowLimit);
    void leavePlace();
    void showHistory();
    void enterPlace();
    void arrangeAsStored();
    void arrangementRequested();
    void showWhereError(const Error& error, const TableState& state);
    [[nodiscard]] bool allRowsAreHere(const TableState& wanted) const;
    [[nodiscard]] bool isAnsweredHere(const TableState& wanted) const;
    /// What is shown, without what is typed and not yet applied.
    [[nodiscard]] TableState applied() const;
    [[nodiscard]] Result<TableQuery> queryFor(const TableState& state) const;
    void count();
    void openAsQuery();
    void updateBar();
    void updateCount();
    [[nodiscard]] QString workText() const;

    TableBar* m_bar;
    TableCount* m_count;
    std::shared_ptr<const Schema> m_schema;
    std::vector<Place> m_places;
    size_t m_place = 0;
    QPointer<ResultTab> m_origin;
    // What the rows on screen, or on their way, were asked for with.
    TableState m_asked;
    std::optional<TableQuery> m_query;
    // To be put into the header when the columns are known.
    std::optional<Place> m_toArrange;
    // Of the rows on screen.
    std::optional<Asked> m_shown;
    bool m_loaded = false;
};

} // namespace larder
