#pragma once

#include "models/inspector/fact.h"

#include <QDockWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QToolButton;

namespace larder {

class FactTable;

/// The panel of the rows that are found by their keys: the tables, the rows of one, and the lists that hold a
/// row. It shows and asks; what stands in which line is for its user to know.
class CachedRowsDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit CachedRowsDock(QWidget* parent = nullptr);

    void showTables(std::vector<Fact> tables, int selected);
    /// @p note says what is not shown.
    void showRows(std::vector<Fact> rows, int selected, const QString& note);
    void showLists(std::vector<Fact> lists);
    [[nodiscard]] QString keyText() const;

Q_SIGNALS:
    /// The user chose another line.
    void tableChosen(int line);
    void rowChosen(int line);
    void keyTextChanged();
    void expireRowRequested();
    /// A line of the lists was clicked twice, or its button.
    void showEntryRequested(int line);

private:
    void connectTables();
    [[nodiscard]] QWidget* createRowHead();
    [[nodiscard]] QWidget* createPart(FactTable* table, QWidget* head);
    [[nodiscard]] QToolButton* createButton(const QString& name, const QString& text, const QString& tip);
    void select(FactTable* table, int line);

    FactTable* m_tables;
    FactTable* m_rows;
    FactTable* m_lists;
    QLineEdit* m_key;
    QLabel* m_note;
    QToolButton* m_expire;
    QToolButton* m_showEntry;
    bool m_updating = false;
};

} // namespace larder
