#pragma once

#include "cache/runoutcome.h"
#include "models/arrangedrows.h"
#include "models/cellselection.h"
#include "models/preferences.h"
#include "models/tablestate.h"
#include "ui/gridrefresh.h"

#include <QWidget>

#include <functional>
#include <map>

class QLabel;
class QMenu;
class QStackedWidget;

namespace larder {

class GridArrangement;
class GridClipboard;
class LimitBar;
class ResultView;

/// The lower half of a tab: the rows of the last run, with a strip above them for what must be said of them.
/// Never leaves an old result under new SQL unmarked.
class ResultPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ResultPane(QWidget* parent = nullptr);

    /// @p bar stands above all else.
    void putOnTop(QWidget& bar);
    /// A statement was sent: what is on screen is the previous result from now on.
    void begin();
    /// Rows so far of the running statement.
    void showRows(const ResultPtr& rows);
    /// The end of the statement, good or bad.
    void showOutcome(const RunOutcome& outcome);
    /// The statement was no good: what is on screen stays, and @p note says what it is.
    void keepRows(const QString& note);
    /// How many rows fetchNextRequested() is for, and whether the statement may run again for them.
    void setPaging(qint64 pageRows, bool mayRepeat);
    /// The same statement was sent again for more rows: what is on screen stays true until they are here.
    void beginMore();
    /// @p rows rows have come of that run.
    void showMoreProgress(qint64 rows);
    /// That run brought nothing: what is on screen stays, with the reason beside it.
    void showNoMore(const RunOutcome& outcome);
    /// Where the grid stands, and what may bring it elsewhere.
    [[nodiscard]] GridRefresh& refresh() const { return *m_refresh; }
    /// What the header of the grid sorts and filters by.
    [[nodiscard]] const std::vector<SortKey>& sortKeys() const;
    [[nodiscard]] std::map<int, QString> filterTexts() const;
    void setArrangement(std::vector<SortKey> keys, const std::map<int, QString>& filters);
    /// As GridArrangement::setStatement().
    void setStatement(const QByteArray& statement, const QByteArray& last);
    /// The results that come from now on are sorted by @p orders already.
    void expectSorted(std::vector<ColumnOrder> orders);
    /// What the header marks, as ResultHeader::setReferences().
    void setReferences(std::function<QString(int column)> of);
    /// What stands in the place of a result before the first.
    void setHint(const QString& text);
    /// Takes the strip above the rows away, as where what it says stands elsewhere.
    void hideNote();
    /// Forgets an error that stands in the place of a result.
    void dropError();
    void setPreferences(const Preferences& preferences);
    /// The result on screen; null if there is none.
    [[nodiscard]] ResultPtr result() const { return m_result; }
    /// The same as the grid shows it, sorted and filtered.
    [[nodiscard]] const ArrangedRows& rows() const;
    [[nodiscard]] CellSelection selection() const;
    /// By which its cells are copied.
    [[nodiscard]] GridClipboard& clipboard() const;
    /// Nothing while no cell is current.
    [[nodiscard]] std::optional<CellPosition> currentCell() const;
    /// "rows 1–25 of 1,000" for the visible part.
    [[nodiscard]] QString rowsText() const;

Q_SIGNALS:
    void selectionSummaryChanged(const QString& summary);
    void visibleRowsChanged();
    /// Another cell is current, or the same has another value.
    void currentCellChanged();
    /// The context menu of the selected cells is about to be shown; more entries may be appended.
    void cellMenuRequested(QMenu* menu);
    /// A cell was clicked twice, or Return was pressed on it.
    void cellActivated(const larder::CellPosition& position);
    /// A cell was clicked with Ctrl, as if it were a link. It is selected besides.
    void linkActivated(const larder::CellPosition& position);
    /// The user sorts or filters by the header otherwise than before; it has been applied to what is here.
    void arrangementRequested();
    /// More rows of the result on screen are wanted.
    void fetchNextRequested();
    void fetchAllRequested();

private:
    void connectView();
    void showLimit();
    void updateStrip();
    void showNote(const QString& text, bool isError);
    void showMessagePage(const QString& text);

    ResultPtr m_result;
    ResultView* m_view;
    GridArrangement* m_arrangement;
    GridRefresh* m_refresh;
    LimitBar* m_limit;
    QLabel* m_note;
    QLabel* m_message;
    QStackedWidget* m_pages;
    QString m_hint;
    QString m_progress;
    QString m_changes;
    qint64 m_pageRows = 0;
    bool m_mayRepeat = true;
};

} // namespace larder
