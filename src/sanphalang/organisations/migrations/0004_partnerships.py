import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0003_network'),
    ]

    operations = [
        migrations.CreateModel(
            name='NetworkPartnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since_year', models.SmallIntegerField()),
                ('until_year', models.SmallIntegerField(null=True)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='partnership', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until_year', None), ('until_year__gte', models.F('since_year')), _connector='OR'), name='partnership_ended_after_it_began')],
            },
        ),
    ]
