from pmflow.cli import main

main()
