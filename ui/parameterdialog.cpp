#include "ui/parameterdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace larder {

std::optional<std::vector<Parameter>> ParameterDialog::ask(
    const std::vector<QByteArray>& names, Typed& typed, QWidget* parent)
{
    ParameterDialog dialog(names, typed, parent);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    for (size_t i = 0; i < names.size(); ++i)
        typed[names[i]] = dialog.m_values[i]->text();
    return dialog.parameters();
}

ParameterDialog::ParameterDialog(const std::vector<QByteArray>& names, const Typed& typed, QWidget* parent)
    : QDialog(parent)
    , m_names(names)
{
    setWindowTitle(tr("Values of the parameters"));
    auto* const form = new QFormLayout(this);
    for (const QByteArray& name : names) {
        const auto before = typed.find(name);
        auto* const edit = new QLineEdit(before == typed.end() ? QString() : before->second, this);
        edit->setAccessibleName(tr("Value of %1").arg(QString::fromUtf8(name)));
        form->addRow(QString::fromUtf8(name), edit);
        m_values.push_back(edit);
    }
    auto* const hint
        = new QLabel(tr("42, 1.5, NULL, 'text', x'00ff'; anything else is text as it stands."), this);
    form->addRow(hint);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

std::vector<Parameter> ParameterDialog::parameters() const
{
    std::vector<Parameter> parameters;
    for (size_t i = 0; i < m_names.size(); ++i)
        parameters.push_back({m_names[i].mid(1), valueFromLiteral(m_values[i]->text().toUtf8())});
    return parameters;
}

} // namespace larder
