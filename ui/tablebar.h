#pragma once

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QToolButton;

namespace larder {

class ElidedLabel;

/// Stands above the rows of a table: the way back and forth, a condition, the number of rows, and what the
/// database did of what the grid's header asks for.
class TableBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TableBar(QWidget* parent = nullptr);

    void setTable(const QString& name);
    [[nodiscard]] QString where() const;
    void setWhere(const QString& where);
    void setHistory(bool back, bool forward);
    /// @p button is what the count button says, empty if there is nothing to count; @p toolTip then says why.
    void showCount(const QString& text, const QString& button, const QString& toolTip);
    void showWork(const QString& text);
    /// Says what is wrong with the condition, and puts the cursor at the place in where(). Gone with the next
    /// text.
    void showError(const QString& text, std::optional<qsizetype> place);
    void clearError();
    [[nodiscard]] bool hasError() const;

Q_SIGNALS:
    void whereEdited();
    /// Return was pressed in the condition.
    void whereEntered();
    void backRequested();
    void forwardRequested();
    void countRequested();
    void queryRequested();

private:
    void createParts();
    [[nodiscard]] QToolButton* createButton(const QString& name, const QString& text, const QString& toolTip);

    QToolButton* m_back;
    QToolButton* m_forward;
    QLabel* m_table;
    QLineEdit* m_where;
    ElidedLabel* m_rows;
    QToolButton* m_count;
    QToolButton* m_query;
    ElidedLabel* m_work;
    QLabel* m_error;
};

} // namespace larder
