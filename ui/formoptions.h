#pragma once

#include "models/rowform.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace larder {

/// Lets the user choose a form and what can be chosen about it; only what the form has is shown.
class FormOptions final : public QWidget
{
    Q_OBJECT

public:
    /// @p table is the one that SQL inserts into if none is typed.
    explicit FormOptions(const QString& table, QWidget* parent = nullptr);

    void setForm(const RowForm& form);
    [[nodiscard]] RowForm form() const;

Q_SIGNALS:
    void changed();

private:
    QComboBox* addChoice(const QString& label, const QList<std::pair<QString, int>>& choices);
    QLineEdit* addText(const QString& label);
    QCheckBox* addSwitch(const QString& label);
    void formatChanged();
    void showWhatTheFormHas();

    QFormLayout* m_layout;
    QComboBox* m_format;
    QComboBox* m_separator;
    QComboBox* m_quotes;
    QLineEdit* m_null;
    QComboBox* m_lineEnd;
    QCheckBox* m_header;
    QCheckBox* m_byteOrderMark;
    QLineEdit* m_table;
};

} // namespace larder
