process.stdout.write('vdc\n');
