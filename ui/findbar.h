#pragma once

#include "models/cellmatcher.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace larder {

/// A bar below a grid in which is typed what to find, with buttons to the next and the previous one, and what
/// came of it.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget* parent = nullptr);

    /// Shows itself with the text of the last time selected, ready to type.
    void open();
    [[nodiscard]] MatchRules rules() const;
    [[nodiscard]] bool isCurrentColumnOnly() const;
    /// What came of it, "3 of 17".
    void say(const QString& text);
    /// Why nothing can be found, and the text is marked as wrong.
    void complain(const QString& text);

Q_SIGNALS:
    /// Another text, or another way to look for it.
    void changed();
    void nextRequested();
    void previousRequested();
    /// Esc, or the button that closes it, which is hidden already.
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QToolButton* createSwitch(const QString& text, const QString& name);
    [[nodiscard]] QToolButton* createButton(Qt::ArrowType arrow, const QString& name);
    void close();
    void mark(bool wrong);

    QLineEdit* m_text;
    QToolButton* m_case;
    QToolButton* m_expression;
    QToolButton* m_column;
    QLabel* m_outcome;
};

} // namespace larder
